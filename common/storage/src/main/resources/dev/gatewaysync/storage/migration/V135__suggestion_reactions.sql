-- discord-publisher: how many reactions the message of a suggestion had, when that was looked at last; null if nobody has looked.
ALTER TABLE suggestion ADD COLUMN reactions BIGINT;
