-- discord-publisher: the pictures that pages of resources name (og:image), by the hash of the page's address; picture is null where a page names
-- none, or could not be read. Written anew when it is old.
CREATE TABLE resource_picture (
    page_hash TEXT   NOT NULL PRIMARY KEY,
    picture   TEXT,
    read_at   BIGINT NOT NULL
);
CREATE INDEX resource_picture_old ON resource_picture (read_at);
