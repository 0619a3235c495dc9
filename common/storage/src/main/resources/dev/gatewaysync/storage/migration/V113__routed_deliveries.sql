-- discord-publisher: how a route sends a delivery (roles to ping, without a notification), and until when it is kept back by
-- the clock (held = 2): for the end of quiet hours, or for a digest, whose deliveries share their batch_id.
ALTER TABLE delivery ADD COLUMN options TEXT;
ALTER TABLE delivery ADD COLUMN not_before BIGINT;
CREATE INDEX delivery_by_clock ON delivery (not_before) WHERE status = 'pending' AND held = 2;
