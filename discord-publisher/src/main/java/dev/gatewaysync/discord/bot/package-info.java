/** Everything that the bot does beside sending, started and stopped together. */
@NullMarked
package dev.gatewaysync.discord.bot;

import org.jspecify.annotations.NullMarked;
