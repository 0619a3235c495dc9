/** Messages of announcement channels, published to the servers that follow them. */
@NullMarked
package dev.gatewaysync.discord.crosspost;

import org.jspecify.annotations.NullMarked;
