/** The catalogue in the database, as the last sync left it. */
@NullMarked
package dev.gatewaysync.sync.catalog.store;

import org.jspecify.annotations.NullMarked;
