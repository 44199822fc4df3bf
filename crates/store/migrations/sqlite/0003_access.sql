-- Tokens, by the hash of their secret, and the record of who changed what is not a day.

CREATE TABLE tokens (
    name          TEXT    PRIMARY KEY,
    role          TEXT    NOT NULL,
    centres       TEXT    NOT NULL,
    subject       TEXT,
    hash          BLOB    NOT NULL UNIQUE,
    created_at_ms INTEGER NOT NULL,
    expires_at_ms INTEGER,
    revoked_at_ms INTEGER
);

CREATE TABLE changes (
    id          INTEGER PRIMARY KEY,
    at_ms       INTEGER NOT NULL,
    who         TEXT    NOT NULL,
    what        TEXT    NOT NULL,
    subject     TEXT    NOT NULL,
    before_json TEXT,
    after_json  TEXT
);
