/** The bot's session with Discord, and what is told of the connection. */
@NullMarked
package dev.gatewaysync.discord.bot;

import org.jspecify.annotations.NullMarked;
