-- discord-publisher: the sign at the foot of a delivery's card, in eight hexadecimal digits, so that an operator finds the
-- update of a card that somebody names. Deliveries planned before have none.
ALTER TABLE delivery ADD COLUMN card_ref TEXT;
CREATE INDEX delivery_of_card_ref ON delivery (card_ref) WHERE card_ref IS NOT NULL;
