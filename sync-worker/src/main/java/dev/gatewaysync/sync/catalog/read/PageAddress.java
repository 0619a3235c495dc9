package dev.gatewaysync.sync.catalog.read;

import java.net.URI;

/**
 * Where a document of a catalogue is.
 *
 * @param stored as the database has it: what {@code catalogue.url} itself says is left out, for it may hold a key
 */
record PageAddress(URI uri, String stored) {}
