/** Sends what is planned for each channel in order, one request in flight. */
@NullMarked
package dev.gatewaysync.discord.lane;

import org.jspecify.annotations.NullMarked;
