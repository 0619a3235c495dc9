-- sync-worker: checks of the main app, in the order they were made. state is up, degraded (it answers, but not what it
-- should) or down; quiet is maintenance or deploy. A sample speaks for the time until the next one, at most covers_ms.
CREATE TABLE uptime_sample (
    seq         ${identity},
    at          BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    quiet       TEXT,
    http_status INTEGER,
    response_ms BIGINT,
    problem     TEXT,
    covers_ms   BIGINT  NOT NULL
);
CREATE INDEX uptime_sample_newest ON uptime_sample (at DESC);

-- sync-worker: the time known and the time up in it, by hour and by day of UTC; starts are epoch milliseconds. Time in
-- which nobody looked is in neither, nor is a failure during maintenance.
CREATE TABLE uptime_hour (
    start_at        BIGINT NOT NULL PRIMARY KEY,
    known_ms        BIGINT NOT NULL,
    up_ms           BIGINT NOT NULL,
    checks          BIGINT NOT NULL,
    responses       BIGINT NOT NULL,
    response_ms_sum BIGINT NOT NULL,
    response_ms_max BIGINT NOT NULL
);
CREATE TABLE uptime_day (
    start_at        BIGINT NOT NULL PRIMARY KEY,
    known_ms        BIGINT NOT NULL,
    up_ms           BIGINT NOT NULL,
    checks          BIGINT NOT NULL,
    responses       BIGINT NOT NULL,
    response_ms_sum BIGINT NOT NULL,
    response_ms_max BIGINT NOT NULL
);

-- sync-worker: up to when time is counted; whoever records a sample locks the row.
CREATE TABLE uptime_state (
    name          TEXT   NOT NULL PRIMARY KEY,
    covered_until BIGINT NOT NULL
);

-- sync-worker: times when the main app did not do. status is offline or degraded, the worst so far; is_open is 1 while
-- it lasts and NULL after, so that there is one open incident at most.
CREATE TABLE incident (
    id         TEXT    NOT NULL PRIMARY KEY,
    status     TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    started_at BIGINT  NOT NULL,
    ended_at   BIGINT,
    is_open    INTEGER UNIQUE
);
CREATE INDEX incident_newest ON incident (started_at DESC);
