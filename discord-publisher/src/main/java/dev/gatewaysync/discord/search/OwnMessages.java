package dev.gatewaysync.discord.search;

import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.WebhookAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Whether a message with marks of ours is ours: a bot or a webhook of anybody's can copy a card with all that it shows. */
public final class OwnMessages {
    private final DiscordRest rest;
    /** Of a token it never changes. */
    private volatile @Nullable String bot;

    public OwnMessages(DiscordRest rest) {
        this.rest = rest;
    }

    /**
     * @param webhook that writes to the channel; null where the bot does
     * @return found if the bot or that webhook wrote it, absent if somebody else did
     */
    SearchResult judge(JsonNode message, @Nullable WebhookAddress webhook) throws InterruptedException {
        if (message.hasNonNull("webhook_id")) {
            String by = message.path("webhook_id").asString("");
            return result(webhook != null && by.equals(webhook.id()), message);
        }
        if (bot == null) {
            switch (rest.currentUser()) {
                case RestResult.Done self -> bot = self.body().path("id").asString("");
                case RestResult.Refused refused -> {
                    return new SearchResult.Refused(refused.failure());
                }
            }
        }
        return result(message.path("author").path("id").asString("0").equals(bot), message);
    }

    private static SearchResult result(boolean ours, JsonNode message) {
        return ours ? new SearchResult.Found(message.path("id").asString("0")) : new SearchResult.Absent();
    }
}
