-- sync-worker: the words of each update, folded in Java alike for both databases. rank is as SearchRank in Java has it, so that
-- hits can be read in the order of the lists.
CREATE TABLE event_words (
    rank  BIGINT   NOT NULL PRIMARY KEY,
    seq   BIGINT   NOT NULL,
    words TSVECTOR NOT NULL
);
CREATE INDEX event_words_found ON event_words USING GIN (words);
-- Whoever takes an update out of the history takes its words out, too, also a version before.
CREATE FUNCTION event_words_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM event_words WHERE rank IN (SELECT greatest(0, least(8796093022207, COALESCE(listed_at,
        CASE WHEN received_at > recorded_at THEN recorded_at ELSE received_at END))) * 1048576 + seq % 1048576
        FROM gone WHERE has_words IS NOT NULL);
    RETURN NULL;
END $$;
CREATE TRIGGER event_words_gone AFTER DELETE ON event REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION event_words_gone();
