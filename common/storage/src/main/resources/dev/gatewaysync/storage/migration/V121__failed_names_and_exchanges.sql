-- sync-worker: what a failed message would have told, and the target in Discord that it failed at: an event that fails at two
-- is two rows. target is NULL where the event failed before it had targets, and where an earlier version wrote one row for
-- several: replaying that tries all of them.
ALTER TABLE failed_message ADD COLUMN target TEXT;
ALTER TABLE failed_message ADD COLUMN title TEXT;
UPDATE failed_message SET title = (SELECT e.description FROM event e WHERE e.id = failed_message.event_id);
UPDATE failed_message SET target = (
    SELECT d.target FROM delivery d WHERE d.event_id = failed_message.event_id AND d.status = 'failed')
WHERE queue = 'discord'
  AND 1 = (SELECT count(*) FROM delivery d WHERE d.event_id = failed_message.event_id AND d.status = 'failed');

-- discord-publisher: what was sent and answered, as JSON; NULL where nothing was sent, and where an earlier version wrote the row.
ALTER TABLE delivery_attempt ADD COLUMN exchange TEXT;

-- sync-worker: the tries of a delivery to the main app with what was sent and answered: a JSON object a line.
ALTER TABLE main_app_delivery ADD COLUMN tries TEXT;
