-- discord-publisher: messages that are to be published to the servers that follow their channel. settled is 1 when nothing is left to do;
-- published_at is null where it was not published. Discord lets ten an hour pass in a channel; the others wait until try_at.
CREATE TABLE crosspost (
    message_id   TEXT     NOT NULL PRIMARY KEY,
    channel_id   TEXT     NOT NULL,
    event_id     TEXT     NOT NULL,
    settled      SMALLINT NOT NULL DEFAULT 0,
    published_at BIGINT,
    tries        INTEGER  NOT NULL DEFAULT 0,
    try_at       BIGINT   NOT NULL DEFAULT 0,
    error        TEXT,
    created_at   BIGINT   NOT NULL
);
CREATE INDEX crosspost_open ON crosspost (channel_id, created_at) WHERE settled = 0;
CREATE INDEX crosspost_published ON crosspost (channel_id, published_at);
