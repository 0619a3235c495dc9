-- sync-worker: the words of each update, folded in Java alike for both databases, hence a tokenizer that folds nothing. rowid is
-- the update's rank, as SearchRank in Java has it: hits come in the order of the lists without being sorted. The text itself
-- is not kept a second time.
CREATE VIRTUAL TABLE event_words USING fts5(
    words, seq UNINDEXED, content = '', contentless_delete = 1, contentless_unindexed = 1, tokenize = 'ascii');
-- Whoever takes an update out of the history takes its words out, too, also a version before.
CREATE TRIGGER event_words_gone AFTER DELETE ON event WHEN old.has_words IS NOT NULL
BEGIN
    DELETE FROM event_words WHERE rowid = max(0, min(8796093022207, COALESCE(old.listed_at,
        CASE WHEN old.received_at > old.recorded_at THEN old.recorded_at ELSE old.received_at END))) * 1048576
        + old.seq % 1048576;
END;
