-- discord-publisher: what it sends to and whether it does. status is active; paused (Discord does not let us in, it is
-- tried again rarely); dead (Discord knows it no more, nothing is sent until an operator resumes it); missing (the server
-- has no such channel). sender is the id of the webhook, else of the channel, that Discord refuses. since is the time at
-- which the status became what it is.
CREATE TABLE discord_target (
    name    TEXT   NOT NULL PRIMARY KEY,
    channel TEXT,
    sender  TEXT,
    status  TEXT   NOT NULL,
    reason  TEXT,
    since   BIGINT NOT NULL
);
