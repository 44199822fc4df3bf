-- Messages to citizens on their way: what there is to tell, when, and what became of it. Neither texts nor addresses: those
-- are made when a message goes out, from the set-up and the vault.

CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    centre TEXT NOT NULL,
    date TEXT NOT NULL,
    visit TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    place INTEGER NOT NULL,
    leads INTEGER NOT NULL,
    starts_at_ms INTEGER,
    made_at_ms INTEGER NOT NULL,
    due_at_ms INTEGER NOT NULL,
    next_try_at_ms INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    state TEXT NOT NULL,
    provider_id TEXT,
    reports TEXT NOT NULL,
    to_note TEXT,
    changed_at_ms INTEGER NOT NULL
);

CREATE INDEX outbox_due ON outbox (state, channel, next_try_at_ms);
CREATE INDEX outbox_by_visit ON outbox (visit, channel, place);
CREATE INDEX outbox_by_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX outbox_to_note ON outbox (changed_at_ms) WHERE to_note IS NOT NULL;

-- By which ways somebody agreed to be told things: 1 is text messages, 2 is e-mails; unknown where she was not asked.
ALTER TABLE people ADD COLUMN consent INTEGER;
