/** Fetches one document of the main app, unless it has not changed, within a limit of time and size. */
@NullMarked
package dev.gatewaysync.sync.catalog.fetch;

import org.jspecify.annotations.NullMarked;
