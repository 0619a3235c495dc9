package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.Forum;
import dev.gatewaysync.discord.rest.WebhookAddress;
import org.jspecify.annotations.Nullable;

/** What a target stands for in Discord, as far as is known. */
public sealed interface Destination {

    /**
     * @param webhook sends there; null when the bot does
     * @param forum if every message there is the opening of a post of its own, which has the message's id; else null
     */
    record Channel(
            String id,
            String guildId,
            String name,
            @Nullable WebhookAddress webhook,
            @Nullable Forum forum) implements Destination {

        /** Where people can click to see a message. */
        public String link(String messageId) {
            return link(holder(messageId), messageId);
        }

        /** @param holder channel or thread in which the message stands, as Discord said */
        public String link(String holder, String messageId) {
            return "https://discord.com/channels/" + guildId + "/" + holder + "/" + messageId;
        }

        /** The channel or the post that a message of ours stands in. */
        public String holder(String messageId) {
            return forum == null ? id : messageId;
        }

        /** The same, known to be a forum only because Discord said so when we wrote there. */
        public Channel asForum() {
            return new Channel(id, guildId, name, webhook, Forum.unseen());
        }

        /** The post that this message of ours opened, as a place for further messages. */
        public Channel post(String messageId) {
            return new Channel(messageId, guildId, name, webhook == null ? null : webhook.inThread(messageId), null);
        }

        /** Id of the webhook, or of the channel if the bot sends there: what Discord may know no more. */
        public String sender() {
            return webhook == null ? id : webhook.place();
        }

        /** Who sends; only the same can edit. Also distinguishes messages of different senders. */
        public String via() {
            return webhook == null ? "bot" : "webhook:" + webhook.place();
        }
    }

    /**
     * It is there as far as anybody knows, but the bot does not see it: what goes there waits until it does.
     *
     * @param sender id of the channel, or of the server that the bot is not in
     * @param reason with what to do, in words
     */
    record Hidden(String sender, String name, String reason) implements Destination {

        /** Discord says that it is still there, but that the bot may not view it; so it is not in the server's list. */
        public static Hidden channel(String id, String name) {
            return new Hidden(
                    id,
                    name,
                    "The bot may not view #" + name
                            + ": give its role the permission View Channel there (Edit Channel, Permissions)");
        }

        /** A server that the bot has left, or was never invited to. */
        public static Hidden inServer(String guildId, String name) {
            return new Hidden(
                    guildId,
                    name,
                    "The bot is not in the server " + guildId + ", where #" + name
                            + " is meant to be: invite it there, or correct the id of the server in gateway.yml");
        }

        /** Whether this is what was said of that channel while the bot did not see it. */
        public static boolean isReason(String reason, Channel channel) {
            return reason.equals(channel(channel.id(), channel.name()).reason())
                    || reason.equals(inServer(channel.guildId(), channel.name()).reason());
        }
    }

    /** @param expected what the server would have to have, in words */
    record Missing(String expected) implements Destination {}

    /**
     * The server does not have it, and we are to make it.
     *
     * @param name what it is to be called
     */
    record ToBeMade(String guildId, String name) implements Destination {}

    /** Discord has not been asked yet, or has not answered. */
    record Unknown() implements Destination {}

    /**
     * Gone for good, as far as our settings go.
     *
     * @param sender id of the webhook, else of the channel, that Discord no longer knows
     * @param why in words
     */
    record Dead(String sender, String why) implements Destination {}
}
