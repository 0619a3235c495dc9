-- discord-publisher: what members suggested. status is open, approved or declined; url_key is the normalised url.
CREATE TABLE suggestion (
    id         TEXT   NOT NULL PRIMARY KEY,
    url_key    TEXT   NOT NULL,
    url        TEXT   NOT NULL,
    name       TEXT,
    category   TEXT,
    suggester  TEXT   NOT NULL,
    status     TEXT   NOT NULL,
    reviewer   TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
-- A declined one may be suggested again; of the others there is one per address.
CREATE UNIQUE INDEX suggestion_live ON suggestion (url_key) WHERE status <> 'declined';

-- discord-publisher: events of members that are not known to be published yet.
CREATE TABLE member_event (
    seq        ${identity},
    event_id   TEXT   NOT NULL UNIQUE,
    body       TEXT   NOT NULL,
    created_at BIGINT NOT NULL
);

-- discord-publisher: up to which message a channel has been read.
CREATE TABLE channel_watermark (
    channel_id TEXT   NOT NULL PRIMARY KEY,
    message_id TEXT   NOT NULL,
    updated_at BIGINT NOT NULL
);

-- discord-publisher: when the bot identified to Discord's gateway; rows older than a day are removed.
CREATE TABLE gateway_identify (
    seq ${identity},
    at  BIGINT NOT NULL
);
CREATE INDEX gateway_identify_newest ON gateway_identify (at);

-- discord-publisher: answers to /sync-now that wait for their sync. token is the interaction's, worthless after 15 minutes.
CREATE TABLE sync_reply (
    event_id TEXT   NOT NULL PRIMARY KEY,
    kind     TEXT   NOT NULL,
    token    TEXT   NOT NULL,
    asked_at BIGINT NOT NULL
);
