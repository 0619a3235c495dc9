-- console: every change that an operator asked for, by whom and why. action is a verb such as replay, discard or sync.
CREATE TABLE audit_log (
    seq      ${identity},
    at       BIGINT NOT NULL,
    operator TEXT   NOT NULL,
    address  TEXT   NOT NULL,
    action   TEXT   NOT NULL,
    subject  TEXT   NOT NULL,
    reason   TEXT
);

-- console: what an operator decided about a failure. It settles the failures of the message up to failed_at; one that
-- comes later is open again. outcome is replayed or discarded.
CREATE TABLE failed_resolution (
    message_id TEXT   NOT NULL,
    failed_at  BIGINT NOT NULL,
    outcome    TEXT   NOT NULL,
    operator   TEXT   NOT NULL,
    at         BIGINT NOT NULL,
    reason     TEXT,
    PRIMARY KEY (message_id, failed_at)
);

-- console: a replay of any number of failed messages. A job whose holder has not renewed it by claimed_until is gone on
-- with by whoever takes it next. rate is in messages a second; status is running, done or cancelled.
CREATE TABLE replay_job (
    id            TEXT    NOT NULL PRIMARY KEY,
    operator      TEXT    NOT NULL,
    reason        TEXT,
    rate          INTEGER NOT NULL,
    created_at    BIGINT  NOT NULL,
    status        TEXT    NOT NULL,
    note          TEXT,
    holder        TEXT,
    claimed_until BIGINT  NOT NULL,
    finished_at   BIGINT
);
CREATE INDEX replay_job_newest ON replay_job (created_at DESC);

-- console: the messages of a replay, in the order in which they first failed. outcome is pending, sent or skipped.
CREATE TABLE replay_item (
    job_id     TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    message_id TEXT    NOT NULL,
    failed_at  BIGINT  NOT NULL,
    outcome    TEXT    NOT NULL,
    note       TEXT,
    at         BIGINT,
    PRIMARY KEY (job_id, position)
);
CREATE INDEX replay_item_of_message ON replay_item (message_id);
