-- console: what an operator asked of a service, such as a sync or a backup. arguments is a JSON object.
CREATE TABLE operator_request (
    id           TEXT   NOT NULL PRIMARY KEY,
    service      TEXT   NOT NULL,
    kind         TEXT   NOT NULL,
    arguments    TEXT   NOT NULL,
    requested_by TEXT   NOT NULL,
    requested_at BIGINT NOT NULL
);
CREATE INDEX operator_request_newest ON operator_request (service, requested_at);

-- The service that was asked: who works on it, how far it is (0 to 100) and what came of it. A row whose holder has not
-- renewed it by claimed_until belongs to whoever takes it next. outcome is success or failed; result is JSON.
CREATE TABLE operator_answer (
    request_id    TEXT    NOT NULL PRIMARY KEY,
    holder        TEXT    NOT NULL,
    claimed_until BIGINT  NOT NULL,
    started_at    BIGINT  NOT NULL,
    progress      INTEGER NOT NULL,
    message       TEXT    NOT NULL,
    finished_at   BIGINT,
    outcome       TEXT,
    result        TEXT
);
