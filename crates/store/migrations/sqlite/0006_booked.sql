-- Which day a booked visit is on: the last that it was booked on, kept by the append itself and gone with that day's events.

CREATE TABLE booked (
    visit  TEXT PRIMARY KEY,
    centre TEXT NOT NULL,
    date   TEXT NOT NULL
);

CREATE INDEX booked_by_day ON booked (centre, date);

-- What was booked before there was this table.
INSERT INTO booked (visit, centre, date)
    SELECT json_extract(e.body, '$.visit'), s.centre, s.date
    FROM events e JOIN streams s ON s.id = e.stream_id WHERE e.kind = 'booked' ORDER BY e.position
    ON CONFLICT (visit) DO UPDATE SET centre = excluded.centre, date = excluded.date;
