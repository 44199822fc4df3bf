#!/usr/bin/env python3
"""Makes a hall in which something can happen, and writes schemathesis' configuration for it.

Queues are opened whatever the hour, employees sit at desks, and citizens wait, are called and are served. The configuration
names what there is, so that most of what the generic client sends gets past "there is no such thing"; a part of it stays
invented. The day of the last centre alone may be closed by it: in a closed hall nothing happens any more.

Usage: prepare_hall.py URL TOKEN
"""

import json
import pathlib
import re
import sys
import urllib.error
import urllib.request

SETUP = pathlib.Path(__file__).resolve().parent.parent / "examples" / "nordvig"
EVENTS = 1  # of a stream that does not end, so many are looked at


def ids(centre, file, section):
    """The identifiers of one kind of section in a centre's file."""
    path = SETUP / centre / file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return re.findall(r'^[ \t]*\[\[%s\]\]\n(?:[ \t]*#.*\n)*[ \t]*id = "([^"]+)"' % re.escape(section), text, re.MULTILINE)


class Hall:
    """One centre, asked over HTTP."""

    def __init__(self, url, token, centre):
        self.base = f"{url}/api/v1/centres/{centre}"
        self.token = token

    def post(self, path, body=None):
        """Sends a command; its answer, or nothing where it is refused."""
        request = urllib.request.Request(f"{self.base}/{path}", method="POST")
        request.add_header("Authorization", f"Bearer {self.token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                text = answer.read()
                return json.loads(text) if text else {}
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise
            return None


def fill(hall, centre):
    """Opens, signs on, takes tickets and serves; gives the visits that there are now."""
    for queue in ids(centre, "queues.toml", "queue"):
        hall.post(f"queues/{queue}/status", {"status": "open"})
    desks = ids(centre, "places.toml", "desk")[:4]
    for desk, employee in zip(desks, ids(centre, "employees.toml", "employee")):
        hall.post(f"desks/{desk}/sign-on", {"employee": employee})
    visits = []
    for service in ids(centre, "services.toml", "service") + ids(centre, "services.toml", "service.choice"):
        for _ in range(3):
            ticket = hall.post("visits", {"services": [service]})
            if ticket:
                visits.append(ticket["id"])
    for desk in desks[:2]:
        called = hall.post(f"desks/{desk}/next")
        if called:
            hall.post(f"visits/{called['id']}/start")
    return visits


def main():
    url, token = sys.argv[1], sys.argv[2]
    centres = sorted(path.name for path in SETUP.iterdir() if path.is_dir())
    *lively, closing = centres
    visits = [visit for centre in lively for visit in fill(Hall(url, token, centre), centre)]
    if not visits:
        sys.exit("No centre of examples/nordvig gave a ticket.")
    date = today(url, token, lively[0])

    def all_ids(file, section):
        return sorted({name for centre in lively for name in ids(centre, file, section)})

    known = {
        "centre": lively,
        "queue": all_ids("queues.toml", "queue"),
        "desk": all_ids("places.toml", "desk"),
        "kiosk": all_ids("devices.toml", "kiosk"),
        "visit": visits[:: max(1, len(visits) // 20)],
        "date": [date],
    }
    print(f"max-stream-events = {EVENTS}")
    for name, values in known.items():
        print(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}")
    print("[parameters]")
    for name in known:
        print(f'"path.{name}" = {{ dictionary = "{name}", probability = 0.8 }}')
    print('[[operations]]\ninclude-path = "/api/v1/centres/{centre}/day/close"')
    print(f'parameters = {{ "path.centre" = "{closing}" }}')
    # OpenAPI 3.1 has no form for the events of a stream: the document says "text", and what is in the text is held here.
    first_state_is_a_hall(url, lively[0])
    print('[[operations]]\ninclude-path = "/api/v1/centres/{centre}/hall/events"')
    print("checks = { response_schema_conformance = { enabled = false } }")


def first_state_is_a_hall(url, centre):
    """The first event of the stream is a whole state, in the form in which the hall itself is given."""
    hall = f"{url}/api/v1/centres/{centre}/hall"
    with urllib.request.urlopen(hall, timeout=20) as answer:
        known = json.loads(answer.read()).keys()
    with urllib.request.urlopen(f"{hall}/events", timeout=20) as stream:
        kind = stream.headers.get_content_type()
        lines = iter(lambda: stream.readline().decode().rstrip("\n"), "")
        event = dict(line.split(": ", 1) for line in lines if ": " in line)
    if kind != "text/event-stream" or event.get("event") != "hall" or json.loads(event["data"]).keys() != known:
        sys.exit(f"The stream of {centre} does not begin with a state of the hall: {kind} {event}")


def today(url, token, centre):
    """The date in the hall."""
    request = urllib.request.Request(f"{url}/api/v1/centres/{centre}/hall")
    request.add_header("Authorization", f"Bearer {token}")
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.loads(answer.read())["date"]


if __name__ == "__main__":
    main()
