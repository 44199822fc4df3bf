-- Under which keys something is sealed, or was: fingerprints, never a key. What a key that was replaced hands down is what
-- made the hashes of look-ups of its time, sealed under the newest key.

CREATE TABLE vault_keys (
    key            BLOB    PRIMARY KEY,
    since_ms       INTEGER NOT NULL,
    handed_to      BLOB,
    handed_down    BLOB,
    replaced_at_ms INTEGER
);
