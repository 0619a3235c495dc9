-- What is said of entries of a catalogue document that were meant to be resources and are none; NULL if all are.
ALTER TABLE catalog_document ADD COLUMN unusable_entries TEXT;
