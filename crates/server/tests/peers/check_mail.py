"""Reads a mail and its calendars as others do: Python's own mail parser, and the package `icalendar`. Says what is in it."""
import email
import email.policy
import json
import sys

import icalendar

mail = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
parts = []
for part in mail.walk():
    kind = part.get_content_type()
    said = {'type': kind}
    if kind == 'text/calendar' or kind == 'application/ics':
        raw = part.get_payload(decode=True)
        calendar = icalendar.Calendar.from_ical(raw)
        event = calendar.walk('VEVENT')[0]
        said |= {
            'method': calendar.get('METHOD'),
            'method_parameter': part.get_param('method'),
            'file': part.get_filename(),
            'longest_line': max(len(line) for line in raw.split(b'\r\n')),
            'uid': event['UID'], 'sequence': event['SEQUENCE'], 'status': event['STATUS'], 'class': event['CLASS'],
            'start': event.decoded('DTSTART').isoformat(), 'end': event.decoded('DTEND').isoformat(),
            'summary': event['SUMMARY'], 'location': event.get('LOCATION'), 'description': event.get('DESCRIPTION'),
            'organizer': str(event['ORGANIZER']), 'attendee': str(event['ATTENDEE']), 'attendee_name': event['ATTENDEE'].params.get('CN'),
            'errors': [str(error) for component in calendar.walk() for error in component.errors],
        }
    elif part.get_content_maintype() == 'text':
        said['text'] = part.get_content()
    parts.append(said)
json.dump({
    'message_id': mail['Message-ID'], 'date': mail['Date'], 'from': mail['From'], 'to': mail['To'], 'subject': mail['Subject'],
    'auto_submitted': mail['Auto-Submitted'], 'defects': [str(defect) for defect in mail.defects], 'parts': parts,
}, sys.stdout, ensure_ascii=False)
