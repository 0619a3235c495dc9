-- sync-worker: which of the events that were recorded shortly before the last digest it has counted, as a list of their numbers. What was
-- recorded then and is not among them was committed later, and is told next time. Null from a digest of before.
ALTER TABLE digest_state ADD COLUMN seen TEXT;
