/** The bot's session with Discord: connects within its budget of identifies. Nothing outside the bot uses JDA. */
@NullMarked
package dev.gatewaysync.discord.bot.session;

import org.jspecify.annotations.NullMarked;
