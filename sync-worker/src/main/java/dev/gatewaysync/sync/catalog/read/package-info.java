/** Reads the whole catalogue, as far as its documents have changed since the last sync. */
@NullMarked
package dev.gatewaysync.sync.catalog.read;

import org.jspecify.annotations.NullMarked;
