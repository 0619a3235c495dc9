-- One SQL for PostgreSQL and SQLite. Times are epoch milliseconds, JSON is text. Each table names the one service that
-- writes it; everyone may read.

-- sync-worker: every event, once.
CREATE TABLE event (
    seq         ${identity},
    id          TEXT   NOT NULL UNIQUE,
    type        TEXT   NOT NULL,
    source      TEXT   NOT NULL,
    category    TEXT   NOT NULL,
    priority    TEXT   NOT NULL,
    description TEXT   NOT NULL,
    occurred_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    details     TEXT   NOT NULL,
    extra       TEXT,
    batch_id    TEXT
);
CREATE INDEX event_newest ON event (occurred_at DESC, seq DESC);
CREATE INDEX event_newest_of_type ON event (type, occurred_at DESC, seq DESC);
CREATE INDEX event_newest_of_source ON event (source, occurred_at DESC, seq DESC);

-- sync-worker: how many events of each type there are, kept with the events so that nobody has to count them.
CREATE TABLE event_count (
    type  TEXT   NOT NULL PRIMARY KEY,
    total BIGINT NOT NULL
);

-- sync-worker: the numbers as each side last said; 'reported' by the app, 'counted' by a sync. The later one by event
-- time wins within a source, field by field; told holds each field's time and event, so that the order of arrival does
-- not matter.
CREATE TABLE statistics (
    source         TEXT   NOT NULL PRIMARY KEY,
    at             BIGINT NOT NULL,
    resource_count BIGINT,
    category_count BIGINT,
    total_users    BIGINT,
    other_stats    TEXT,
    event_id       TEXT,
    told           TEXT
);

-- sync-worker: multiples of 50 resources that have been announced, and the one the first known number had passed. What
-- lies below the highest counts as reached. Row 0 says that a first number is known; whoever judges a crossing locks it.
CREATE TABLE milestone (
    milestone BIGINT NOT NULL PRIMARY KEY,
    event_id  TEXT,
    at        BIGINT NOT NULL
);

-- sync-worker: events made in a transaction and not known to be published yet. The worker that wrote a row publishes it;
-- another one does when the claim has run out.
CREATE TABLE event_outbox (
    seq           ${identity},
    event_id      TEXT   NOT NULL UNIQUE,
    body          TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    claimed_by    TEXT   NOT NULL,
    claimed_until BIGINT NOT NULL
);

-- sync-worker: the main app's catalogue as last read.
CREATE TABLE catalog_category (
    id            TEXT    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    emoji         TEXT,
    description   TEXT,
    url           TEXT,
    position      INTEGER NOT NULL,
    claimed_count BIGINT,
    problem       TEXT,
    -- 1: could not be read at the baseline, so its first reading announces nothing either.
    unread        INTEGER NOT NULL,
    updated_at    BIGINT  NOT NULL
);

CREATE TABLE catalog_resource (
    category_id TEXT   NOT NULL,
    url_key     TEXT   NOT NULL,
    name        TEXT   NOT NULL,
    url         TEXT   NOT NULL,
    description TEXT,
    subcategory TEXT,
    tags        TEXT,
    added_at    BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL,
    PRIMARY KEY (category_id, url_key)
);

-- sync-worker: validators of the documents read, for conditional requests. A document may be a page where a catalogue
-- file should be: then problem says so, and an unchanged answer means that it still is.
CREATE TABLE catalog_document (
    url           TEXT   NOT NULL PRIMARY KEY,
    etag          TEXT,
    last_modified TEXT,
    sha256        TEXT   NOT NULL,
    problem       TEXT,
    resources     BIGINT NOT NULL,
    read_at       BIGINT NOT NULL
);

-- sync-worker: what else is known of the catalogue: its version (raised by every sync that changes it), the index as
-- last read, and what the index last claimed.
CREATE TABLE catalog_state (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- sync-worker: resources that the main app announced itself, so that a sync does not announce them again.
CREATE TABLE announced_resource (
    url_key  TEXT NOT NULL,
    category TEXT NOT NULL,
    event_id TEXT NOT NULL,
    PRIMARY KEY (url_key, category)
);

-- sync-worker: syncs that somebody asked for through an event, and the run that answered.
CREATE TABLE sync_request (
    event_id     TEXT   NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    requested_at BIGINT NOT NULL,
    run_id       TEXT
);

-- sync-worker: every execution of a sync. outcome is running, success, partial, failed or suspicious; problems is a JSON
-- array of texts.
CREATE TABLE sync_run (
    id            TEXT   NOT NULL PRIMARY KEY,
    kind          TEXT   NOT NULL,
    trigger_name  TEXT   NOT NULL,
    started_at    BIGINT NOT NULL,
    finished_at   BIGINT,
    outcome       TEXT   NOT NULL,
    reason        TEXT,
    added         BIGINT NOT NULL,
    updated       BIGINT NOT NULL,
    removed       BIGINT NOT NULL,
    requests      BIGINT NOT NULL,
    not_modified  BIGINT NOT NULL,
    bytes         BIGINT NOT NULL,
    problems      TEXT   NOT NULL
);
CREATE INDEX sync_run_newest ON sync_run (kind, started_at DESC);

-- sync-worker: messages that could not be handled; the same message failing again on the same queue opens its row
-- again. status is open, replayed or discarded; a body that is no text is base64, as headers say under
-- gateway-body-encoding.
CREATE TABLE failed_message (
    id              TEXT    NOT NULL PRIMARY KEY,
    event_id        TEXT,
    event_type      TEXT,
    queue           TEXT    NOT NULL,
    error_class     TEXT    NOT NULL,
    error           TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    first_failed_at BIGINT  NOT NULL,
    last_failed_at  BIGINT  NOT NULL,
    status          TEXT    NOT NULL,
    headers         TEXT    NOT NULL,
    body            TEXT    NOT NULL
);
CREATE INDEX failed_message_open ON failed_message (status, last_failed_at DESC);

-- discord-publisher: what an event calls for in Discord. An event with a plan of 0 is shown nowhere and complete.
CREATE TABLE delivery_plan (
    event_id   TEXT    NOT NULL PRIMARY KEY,
    deliveries INTEGER NOT NULL,
    planned_at BIGINT  NOT NULL
);

-- discord-publisher: one event to one target, and the outbox of its message. A held one is not sent by itself: the last of
-- its batch speaks for it.
CREATE TABLE delivery (
    seq         ${identity},
    event_id    TEXT    NOT NULL,
    target      TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    attempts    INTEGER NOT NULL DEFAULT 0,
    nonce       TEXT,
    channel_id  TEXT,
    message_id  TEXT,
    message_url TEXT,
    error       TEXT,
    body        TEXT    NOT NULL,
    batch_id    TEXT,
    held        INTEGER NOT NULL DEFAULT 0,
    planned_at  BIGINT  NOT NULL,
    at          BIGINT  NOT NULL,
    UNIQUE (event_id, target)
);
CREATE INDEX delivery_open ON delivery (target, seq) WHERE status IN ('pending', 'sending') AND held = 0;
CREATE INDEX delivery_in_channel ON delivery (channel_id, seq) WHERE message_id IS NOT NULL;
CREATE INDEX delivery_of_batch ON delivery (batch_id, seq) WHERE batch_id IS NOT NULL;

-- discord-publisher: every try of a delivery.
CREATE TABLE delivery_attempt (
    event_id TEXT    NOT NULL,
    target   TEXT    NOT NULL,
    attempt  INTEGER NOT NULL,
    at       BIGINT  NOT NULL,
    outcome  TEXT    NOT NULL,
    error    TEXT,
    PRIMARY KEY (event_id, target, attempt)
);

-- discord-publisher: messages that are edited in place.
CREATE TABLE card (
    card_key     TEXT   NOT NULL PRIMARY KEY,
    channel_id   TEXT   NOT NULL,
    message_id   TEXT,
    content_hash TEXT,
    state        TEXT,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL
);

-- discord-publisher: small facts that must outlive it, such as the send times of the last minute.
CREATE TABLE publisher_state (
    name       TEXT   NOT NULL PRIMARY KEY,
    value      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL
);

-- discord-publisher: which instance is active.
CREATE TABLE lease (
    name       TEXT   NOT NULL PRIMARY KEY,
    holder     TEXT   NOT NULL,
    expires_at BIGINT NOT NULL
);
