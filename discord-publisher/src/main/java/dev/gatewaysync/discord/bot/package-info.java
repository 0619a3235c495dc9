/**
 * The bot's session with Discord and the status of its connection. Nothing else uses JDA.
 *
 * <pre>
 * BotSession               connects, within its budget of identifies; answers interactions while it is connected
 * InteractionRouter        routes slash commands, buttons and modals to their handlers
 * SuggestionChannelReader  reads the links that members post in the suggestions' channel, also those posted while it was away
 * MemberEvents             publishes the events that members cause, through an outbox
 * SyncReplies              edits the replies to /sync-now when their sync has ended
 * </pre>
 */
@NullMarked
package dev.gatewaysync.discord.bot;

import org.jspecify.annotations.NullMarked;
