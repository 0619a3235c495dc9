/**
 * The bot's session with Discord, and what is told of the connection. Nothing else speaks JDA.
 *
 * <pre>
 * BotSession       connects, within its budget of identifies; answers interactions while it is connected
 * CommandDesk      hands slash commands, buttons and modals to whom they belong
 * LinkWatch        reads what members wrote in the suggestions' channel, also what was written while nobody watched
 * MemberEvents     publishes what members caused, through an outbox
 * SyncReplies      edits the answers to /sync-now when their sync is done
 * </pre>
 */
@NullMarked
package dev.gatewaysync.discord.bot;

import org.jspecify.annotations.NullMarked;
