/** What has changed between two states of the catalogue, and the events that say so. */
@NullMarked
package dev.gatewaysync.sync.catalog.diff;

import org.jspecify.annotations.NullMarked;
