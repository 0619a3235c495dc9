-- console: what was wrong, from its beginning to its end. rule and subject tell one from another. began_at is since when it is
-- so, first_seen_at when the console saw it; gone_at since when it is not seen any more. told_at is when operators were last told of
-- it; end_told is 1 when there is nothing more to tell.
CREATE TABLE alert (
    id            TEXT    NOT NULL PRIMARY KEY,
    rule          TEXT    NOT NULL,
    subject       TEXT    NOT NULL,
    urgent        INTEGER NOT NULL,
    message       TEXT    NOT NULL,
    began_at      BIGINT  NOT NULL,
    first_seen_at BIGINT  NOT NULL,
    gone_at       BIGINT,
    ended_at      BIGINT,
    told_at       BIGINT,
    end_told      INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX alert_open ON alert (rule, subject) WHERE end_told = 0;
CREATE INDEX alert_newest ON alert (began_at DESC);

-- console: what operators are told in one message, and of which alerts. kind is began, lasts or ended.
CREATE TABLE alert_message (
    id      TEXT   NOT NULL PRIMARY KEY,
    kind    TEXT   NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX alert_message_newest ON alert_message (made_at DESC);
CREATE TABLE alert_message_item (
    message_id TEXT NOT NULL,
    alert_id   TEXT NOT NULL,
    PRIMARY KEY (message_id, alert_id)
);

-- console: one message to one place of ALERT_TO. place is a key without any secret. status is pending; sending, from before the
-- request until its answer is known; sent; superseded, because there was nothing left to tell; unclear, because the console ended while
-- it sent and the place would show a repeat twice; failed, given up after a day.
CREATE TABLE alert_notice (
    message_id TEXT    NOT NULL,
    place      TEXT    NOT NULL,
    status     TEXT    NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    made_at    BIGINT  NOT NULL,
    next_at    BIGINT  NOT NULL,
    tried_at   BIGINT,
    sent_at    BIGINT,
    error      TEXT,
    PRIMARY KEY (message_id, place)
);
CREATE INDEX alert_notice_open ON alert_notice (place, made_at) WHERE status IN ('pending', 'sending');

-- console: rules of which operators want to hear nothing until then. name is a rule, or rule:subject.
CREATE TABLE alert_snooze (
    name     TEXT   NOT NULL PRIMARY KEY,
    until_at BIGINT NOT NULL,
    operator TEXT   NOT NULL,
    reason   TEXT,
    at       BIGINT NOT NULL
);

-- console: which of its instances watches and tells. A row whose holder has not renewed it by claimed_until is anybody's.
CREATE TABLE alert_watch (
    name          TEXT   NOT NULL PRIMARY KEY,
    holder        TEXT   NOT NULL,
    claimed_until BIGINT NOT NULL
);
