-- sync-worker: the lists are in the order of acceptance (112); of those by event time only event_newest is still read.
-- unused since 0.1.0
DROP INDEX event_newest_of_type;
-- unused since 0.1.0
DROP INDEX event_newest_of_source;
