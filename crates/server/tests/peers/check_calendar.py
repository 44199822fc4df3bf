"""Reads a calendar as others do: by the package `icalendar`. Says what is in it."""
import json
import sys

import icalendar

calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
json.dump({
    'method': calendar.get('METHOD'),
    'errors': [str(error) for component in calendar.walk() for error in component.errors],
    'events': [
        {'uid': event['UID'], 'summary': event['SUMMARY'], 'description': event.get('DESCRIPTION', ''), 'start': event.decoded('DTSTART').isoformat()}
        for event in calendar.walk('VEVENT')
    ],
}, sys.stdout)
