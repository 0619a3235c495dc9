/** The community's numbers, and how much came and how long it took. */
@NullMarked
package dev.gatewaysync.storage.statistics;

import org.jspecify.annotations.NullMarked;
