-- discord-publisher: the events of the Discord server that tell of maintenances. A row is what the main app has said so far; wanted is
-- scheduled, active, completed or cancelled. It is brought to Discord while settled is 0; asked_at is when an event was asked for whose
-- answer nobody has yet. sign stands in its description, by which it is known again.
CREATE TABLE server_event (
    id             TEXT     NOT NULL PRIMARY KEY,
    maintenance_id TEXT,
    sign           TEXT     NOT NULL,
    wanted         TEXT     NOT NULL,
    message        TEXT     NOT NULL,
    start_at       BIGINT   NOT NULL,
    end_at         BIGINT   NOT NULL,
    discord_id     TEXT,
    asked_at       BIGINT,
    settled        SMALLINT NOT NULL DEFAULT 0,
    version        BIGINT   NOT NULL DEFAULT 1,
    tries          INTEGER  NOT NULL DEFAULT 0,
    try_at         BIGINT   NOT NULL DEFAULT 0,
    error          TEXT,
    created_at     BIGINT   NOT NULL,
    updated_at     BIGINT   NOT NULL
);
CREATE INDEX server_event_open ON server_event (try_at) WHERE settled = 0;
