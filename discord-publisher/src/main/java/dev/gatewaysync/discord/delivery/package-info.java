/** Lanes: the planned deliveries of each channel, sent in order, each exactly once where Discord lets us know. */
@NullMarked
package dev.gatewaysync.discord.delivery;

import org.jspecify.annotations.NullMarked;
