-- Who waits for a time to come free, and what she was offered. Who she is lies in the people vault under the visit that it may
-- become; from where she asked, as a keyed hash. What is only read whole is kept as JSON.

CREATE TABLE watches (
    visit TEXT PRIMARY KEY,
    centre TEXT NOT NULL,
    service TEXT NOT NULL,
    origin BLOB NOT NULL,
    state TEXT NOT NULL,
    wish TEXT NOT NULL,
    offers TEXT NOT NULL,
    changed_at_ms INTEGER NOT NULL
);

CREATE INDEX watches_by_state ON watches (state, changed_at_ms);
CREATE INDEX watches_by_origin ON watches (origin, state);
