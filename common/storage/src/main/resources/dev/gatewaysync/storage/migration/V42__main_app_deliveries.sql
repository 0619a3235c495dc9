-- sync-worker: events from Discord on their way to the main app. status is pending, delivered or failed.
CREATE TABLE main_app_delivery (
    event_id    TEXT    NOT NULL PRIMARY KEY,
    status      TEXT    NOT NULL,
    attempts    INTEGER NOT NULL,
    http_status INTEGER,
    at          BIGINT  NOT NULL,
    error       TEXT
);
CREATE INDEX main_app_delivery_open ON main_app_delivery (at) WHERE status = 'pending';
