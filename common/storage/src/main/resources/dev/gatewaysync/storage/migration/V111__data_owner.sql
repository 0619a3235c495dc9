-- Whose data these are: SERVER, WEBHOOK and MAIN_APP, as the settings named them at the last start. discord-publisher writes it.
CREATE TABLE data_owner (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
