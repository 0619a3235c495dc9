/** The slash commands, forms and buttons, each routed to its handler. */
@NullMarked
package dev.gatewaysync.discord.bot.command;

import org.jspecify.annotations.NullMarked;
