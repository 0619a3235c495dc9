-- discord-publisher: what is held and whose batch may never end.
CREATE INDEX delivery_held ON delivery (batch_id, target, planned_at) WHERE status = 'pending' AND held = 1;
