-- discord-publisher: a target that an operator has stopped: what is planned for it waits until it is resumed. NULL for the others.
ALTER TABLE discord_target ADD COLUMN stopped_at BIGINT;
ALTER TABLE discord_target ADD COLUMN stopped_by TEXT;
ALTER TABLE discord_target ADD COLUMN stopped_reason TEXT;
