-- Who looked at whose data, when and what for. Of the person there are only keyed hashes, so that it can be told to her, and to
-- nobody else, after her row is gone.

CREATE TABLE look_ups (
    id      INTEGER PRIMARY KEY,
    at_ms   INTEGER NOT NULL,
    who     TEXT    NOT NULL,
    purpose TEXT    NOT NULL,
    visit   TEXT    NOT NULL
);

-- Somebody who left nothing by which she is found is told by her visit.
CREATE INDEX look_ups_by_visit ON look_ups (visit);

-- Kinds: 1 phone number, 2 e-mail, 3 CPR number. The key is the fingerprint of the one that the hash is under; none is a key
-- derived from the installation's secret.
CREATE TABLE look_up_hashes (
    look_up INTEGER NOT NULL REFERENCES look_ups (id) ON DELETE CASCADE,
    kind    INTEGER NOT NULL,
    hash    BLOB    NOT NULL,
    key     BLOB,
    PRIMARY KEY (look_up, kind)
);

CREATE INDEX look_up_hashes_by_hash ON look_up_hashes (hash, kind, look_up);

-- A list of a day is read in the order of its visits.
DROP INDEX people_by_day;
CREATE INDEX people_by_day ON people (centre, date, visit);
