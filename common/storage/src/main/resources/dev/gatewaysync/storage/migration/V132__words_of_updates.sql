-- sync-worker: 1 where the words of an update are in event_words, so that it is found by them. NULL where an earlier version
-- wrote the row, or a restore: those are taken in by and by, the newest first.
ALTER TABLE event ADD COLUMN has_words SMALLINT;
CREATE INDEX event_without_words ON event (seq DESC) WHERE has_words IS NULL;
