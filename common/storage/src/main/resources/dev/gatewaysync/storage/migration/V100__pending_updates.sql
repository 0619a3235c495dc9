-- Which updates wait is asked often, and few do. Those that nobody has planned yet are found by their missing settled_at:
-- an import sets it, and for all others sync-worker copies planned_at there, some seconds after it was written.
CREATE INDEX event_unsettled ON event (occurred_at DESC, seq DESC) WHERE settled_at IS NULL;
CREATE INDEX delivery_unfinished ON delivery (event_id) WHERE status IN ('pending', 'sending');
