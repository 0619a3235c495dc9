-- sync-worker: schedules that an operator may pause: quick-sync, full-sync, uptime, backup. Times are as last seen.
CREATE TABLE schedule_state (
    name        TEXT    NOT NULL PRIMARY KEY,
    paused      INTEGER NOT NULL DEFAULT 0,
    last_run_at BIGINT,
    next_run_at BIGINT
);

-- sync-worker: backups made. outcome is verified, damaged or missing: what its last check found.
CREATE TABLE backup (
    file        TEXT   NOT NULL PRIMARY KEY,
    created_at  BIGINT NOT NULL,
    size_bytes  BIGINT NOT NULL,
    sha256      TEXT   NOT NULL,
    updates     BIGINT NOT NULL,
    verified_at BIGINT,
    outcome     TEXT   NOT NULL
);
CREATE INDEX backup_newest ON backup (created_at DESC);

-- An imported update calls for no delivery: it is complete since settled_at.
ALTER TABLE event ADD COLUMN settled_at BIGINT;
