/** Keeps one pinned message per statistics at the latest numbers. */
@NullMarked
package dev.gatewaysync.discord.pinned;

import org.jspecify.annotations.NullMarked;
