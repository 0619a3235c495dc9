-- sync-worker: when the next digest is due and from when on it tells. Whoever moves next_at on makes the digest, so that of several workers
-- one does. schedule is the setting that next_at was reckoned by.
CREATE TABLE digest_state (
    name     TEXT   NOT NULL PRIMARY KEY,
    schedule TEXT   NOT NULL,
    since    BIGINT NOT NULL,
    next_at  BIGINT NOT NULL
);
