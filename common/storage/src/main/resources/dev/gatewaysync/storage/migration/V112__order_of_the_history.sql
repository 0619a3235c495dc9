-- sync-worker: the place of an update in every list, in milliseconds like the times: when it was accepted, but, when a clock
-- was set back, not before what the history had already; of an imported one the time that it names, but not after the import.
-- NULL where an earlier version wrote the row: then it is when it was accepted. The expression is that of ListOrder in Java;
-- an index is used only for the same.
ALTER TABLE event ADD COLUMN listed_at BIGINT;
CREATE INDEX event_listed ON event (
    (COALESCE(listed_at, CASE WHEN received_at > recorded_at THEN recorded_at ELSE received_at END)) DESC, seq DESC);
CREATE INDEX event_listed_of_type ON event (
    type, (COALESCE(listed_at, CASE WHEN received_at > recorded_at THEN recorded_at ELSE received_at END)) DESC, seq DESC);
CREATE INDEX event_listed_of_source ON event (
    source, (COALESCE(listed_at, CASE WHEN received_at > recorded_at THEN recorded_at ELSE received_at END)) DESC, seq DESC);
