-- discord-publisher: messages of which Discord may carry out an edit late, after it has answered that it failed, or not at all. asked is the body
-- of an edit that has not been answered, doubtful that of one that may still come ('*' for several), wanted that of the last one that Discord
-- has made, and shown what it then showed. It is looked for at look_at; looks counts how often it was. No row where each edit was answered.
CREATE TABLE edit_in_doubt (
    message_id TEXT    NOT NULL PRIMARY KEY,
    target     TEXT    NOT NULL,
    channel_id TEXT    NOT NULL,
    via        TEXT    NOT NULL,
    asked      TEXT,
    doubtful   TEXT,
    wanted     TEXT,
    shown      TEXT,
    looks      INTEGER NOT NULL DEFAULT 0,
    look_at    BIGINT  NOT NULL
);
