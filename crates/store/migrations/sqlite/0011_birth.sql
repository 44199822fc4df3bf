-- By what somebody is found who gives neither number nor card: her date of birth and her initials, sealed, and their keyed hash.

ALTER TABLE people ADD COLUMN birth BLOB;
ALTER TABLE people ADD COLUMN birth_hash BLOB;

CREATE INDEX people_by_birth ON people (birth_hash);
