-- Every published version of every centre's set-up. Old versions stay: events name the one they were decided under.

CREATE TABLE setups (
    centre          TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    content         TEXT    NOT NULL,
    published_by    TEXT    NOT NULL,
    published_at_ms INTEGER NOT NULL,
    PRIMARY KEY (centre, version)
);
