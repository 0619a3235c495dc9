/** The catalogue's resources by what somebody types of them. */
@NullMarked
package dev.gatewaysync.discord.bot.find;

import org.jspecify.annotations.NullMarked;
