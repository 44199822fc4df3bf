-- The people vault: what is personal, sealed, by visit, with the last date on which it may be kept.

CREATE TABLE people (
    visit        TEXT PRIMARY KEY,
    centre       TEXT NOT NULL,
    date         TEXT NOT NULL,
    phone        BLOB,
    phone_hash   BLOB,
    note         BLOB,
    forget_after TEXT NOT NULL
);

CREATE INDEX people_by_phone ON people (phone_hash);
CREATE INDEX people_by_last_date ON people (forget_after);
