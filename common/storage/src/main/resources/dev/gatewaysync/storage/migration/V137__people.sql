-- console: who may log in. id is the name folded, so that one person has one row however the name is written. role is reader, operator
-- or admin; password_hash names its algorithm. stamp is new with each password: what was opened under another is over. A row stays
-- after its person is removed, so that a restore of an older backup brings nobody back.
CREATE TABLE person (
    id            TEXT   NOT NULL PRIMARY KEY,
    name          TEXT   NOT NULL,
    role          TEXT   NOT NULL,
    password_hash TEXT   NOT NULL,
    stamp         TEXT   NOT NULL,
    created_at    BIGINT NOT NULL,
    created_by    TEXT   NOT NULL,
    last_login_at BIGINT,
    removed_at    BIGINT
);

-- console: tokens of programs, and of people where owner is a person's id. hash is the token's SHA-256. A row stays after its token is
-- revoked, for the same reason.
CREATE TABLE access_token (
    hash         TEXT   NOT NULL PRIMARY KEY,
    id           TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    role         TEXT   NOT NULL,
    owner        TEXT,
    created_at   BIGINT NOT NULL,
    created_by   TEXT   NOT NULL,
    expires_at   BIGINT,
    last_used_at BIGINT,
    revoked_at   BIGINT
);
CREATE UNIQUE INDEX access_token_open ON access_token (id) WHERE revoked_at IS NULL;

-- console: how the operator proved to be who they say: password, token NAME, or shared token, which proves nothing of a name.
ALTER TABLE audit_log ADD COLUMN proof TEXT;
