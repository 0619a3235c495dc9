-- discord-publisher: messages that are to get a thread to talk in. settled is 1 when nothing is left to do; what could not be opened waits
-- until try_at.
CREATE TABLE message_thread (
    message_id TEXT     NOT NULL PRIMARY KEY,
    channel_id TEXT     NOT NULL,
    event_id   TEXT     NOT NULL,
    title      TEXT     NOT NULL,
    settled    SMALLINT NOT NULL DEFAULT 0,
    tries      INTEGER  NOT NULL DEFAULT 0,
    try_at     BIGINT   NOT NULL DEFAULT 0,
    error      TEXT,
    created_at BIGINT   NOT NULL
);
CREATE INDEX message_thread_open ON message_thread (try_at) WHERE settled = 0;
