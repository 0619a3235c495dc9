-- sync-worker: the place in a trace (W3C traceparent) of the step that made the event; NULL where nobody traced.
ALTER TABLE event ADD COLUMN trace TEXT;
