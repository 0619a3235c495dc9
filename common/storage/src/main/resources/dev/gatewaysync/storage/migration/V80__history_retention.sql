-- sync-worker: updates that left the history for being old, so that a repeat of one is known as a repeat for ever. file is
-- where it is kept; NULL if it was deleted.
CREATE TABLE archived_event (
    id   TEXT NOT NULL PRIMARY KEY,
    file TEXT
);
CREATE INDEX archived_event_in_file ON archived_event (file) WHERE file IS NOT NULL;

-- sync-worker: files of the archive. As long as finished_at is NULL its updates are in the history as well, and the file
-- is written again before they leave it.
CREATE TABLE archive_file (
    file        TEXT   NOT NULL PRIMARY KEY,
    created_at  BIGINT NOT NULL,
    updates     BIGINT NOT NULL,
    finished_at BIGINT
);
