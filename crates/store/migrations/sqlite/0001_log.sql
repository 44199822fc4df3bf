-- The log: every event of every stream, and the commands that are remembered.
-- Instants are milliseconds since 1970-01-01T00:00Z; dates are YYYY-MM-DD, so that their order is the order of texts.

CREATE TABLE streams (
    id     INTEGER PRIMARY KEY,
    centre TEXT    NOT NULL,
    date   TEXT    NOT NULL,
    closed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (centre, date)
);

CREATE INDEX streams_by_date ON streams (date);

-- The position is given by the writer, so that the order of the log is the order of commits.
CREATE TABLE events (
    position  INTEGER PRIMARY KEY,
    stream_id INTEGER NOT NULL REFERENCES streams (id),
    version   INTEGER NOT NULL,
    at_ms     INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    form      INTEGER NOT NULL,
    setup     INTEGER NOT NULL,
    actor     TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    UNIQUE (stream_id, version)
);

-- Kept for 48 hours and then deleted in one pass an hour: an index by instant would cost every command a page.
CREATE TABLE commands (
    sender    TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    body_hash BLOB    NOT NULL,
    answer    TEXT    NOT NULL,
    at_ms     INTEGER NOT NULL,
    stream_id INTEGER NOT NULL,
    version   INTEGER NOT NULL,
    PRIMARY KEY (sender, id)
);

-- What must not be counted again from the start: the last position that retention deleted.
CREATE TABLE counters (
    name  TEXT    PRIMARY KEY,
    value INTEGER NOT NULL
);
