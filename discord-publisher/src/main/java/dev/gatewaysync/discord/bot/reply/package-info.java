/** Answers interactions in two steps, so that Discord never waits for what takes time. */
@NullMarked
package dev.gatewaysync.discord.bot.reply;

import org.jspecify.annotations.NullMarked;
