-- ingest-api: accepted events that wait on an instance's disk, because the broker does not store them. No row while none
-- wait. instance is the host and the folder of its spool; since is when the first of them was seen there, told_at when the
-- instance last said so.
CREATE TABLE waiting_events (
    instance TEXT   NOT NULL PRIMARY KEY,
    events   BIGINT NOT NULL,
    since    BIGINT NOT NULL,
    told_at  BIGINT NOT NULL
);
