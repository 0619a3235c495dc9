/** What members cause: suggestions, links in the suggestions' channel, syncs; each stored with its event. */
@NullMarked
package dev.gatewaysync.discord.bot.member;

import org.jspecify.annotations.NullMarked;
