-- Who signs in, since when, and which devices ask to be let in. No secret is here: of a password its argon2id hash, of an
-- invitation, a session and a pairing the SHA-256 of its secret.

CREATE TABLE accounts (
    login               TEXT    PRIMARY KEY,
    role                TEXT    NOT NULL,
    centres             TEXT    NOT NULL,
    subject             TEXT    NOT NULL,
    password            TEXT,
    invitation          BLOB    UNIQUE,
    invitation_until_ms INTEGER,
    created_at_ms       INTEGER NOT NULL,
    disabled_at_ms      INTEGER
);

CREATE TABLE sessions (
    hash        BLOB    PRIMARY KEY,
    login       TEXT    NOT NULL REFERENCES accounts (login),
    began_at_ms INTEGER NOT NULL,
    used_at_ms  INTEGER NOT NULL
);

CREATE INDEX sessions_by_login ON sessions (login, began_at_ms);

-- A device's code, and the hash of the secret that becomes its token's once somebody has confirmed the code.
CREATE TABLE pairings (
    code        TEXT    PRIMARY KEY,
    hash        BLOB    NOT NULL UNIQUE,
    asked_at_ms INTEGER NOT NULL
);
