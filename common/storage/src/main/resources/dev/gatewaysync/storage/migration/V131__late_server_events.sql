-- discord-publisher: Discord may do what it was asked after it has answered that it failed. look_at is when that is looked for, null where
-- nothing is in doubt; looks counts how often it was.
ALTER TABLE server_event ADD COLUMN looks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE server_event ADD COLUMN look_at BIGINT;
CREATE INDEX server_event_doubtful ON server_event (look_at) WHERE look_at IS NOT NULL;
