-- What the vault holds of somebody who has an appointment, and for which services her booking counts towards what one person
-- may have. Every text is sealed.

ALTER TABLE people ADD COLUMN name BLOB;
ALTER TABLE people ADD COLUMN email BLOB;
ALTER TABLE people ADD COLUMN email_hash BLOB;
ALTER TABLE people ADD COLUMN cpr BLOB;
ALTER TABLE people ADD COLUMN cpr_hash BLOB;
ALTER TABLE people ADD COLUMN topic BLOB;
-- The services as a JSON array.
ALTER TABLE people ADD COLUMN booked_for TEXT NOT NULL DEFAULT '[]';
ALTER TABLE people ADD COLUMN is_open INTEGER NOT NULL DEFAULT 0;

CREATE INDEX people_by_email ON people (email_hash);
CREATE INDEX people_by_cpr ON people (cpr_hash);
CREATE INDEX people_by_day ON people (centre, date);
