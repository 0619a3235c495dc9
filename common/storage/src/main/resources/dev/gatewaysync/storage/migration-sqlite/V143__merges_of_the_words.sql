-- sync-worker: each transaction adds a segment to the index of words; eight of a level instead of four become one of the next,
-- so that a row is copied less often. A search reads a few segments more.
INSERT INTO event_words (event_words, rank) VALUES ('automerge', 8);
