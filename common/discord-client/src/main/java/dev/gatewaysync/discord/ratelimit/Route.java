package dev.gatewaysync.discord.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * What a request is, as far as limits are concerned. Holds ids, never tokens, so it may be printed and logged.
 *
 * @param method HTTP method in capitals
 * @param template path with placeholders, for example {@code /channels/{channel.id}/messages}; of low cardinality
 * @param majorId the top-level resource of the path: channel, guild or webhook id; empty when the path has none
 * @param webhookChannel for a webhook execution the channel it writes to, or the webhook's own id while that is not
 *     known: the hidden limit is counted there; {@code null} for every other request
 * @param oldEditChannel for an edit of a message older than one hour its channel; {@code null} for every other request
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits">Rate limits</a>
 */
public record Route(
        String method,
        String template,
        String majorId,
        Credential credential,
        @Nullable String webhookChannel,
        @Nullable String oldEditChannel) {

    /** Method and route count apart even when Discord gives both the same bucket hash, so the hash is no part of it. */
    record BucketKey(String method, String template, String majorId) {}

    /** A request with the bot's token. */
    public static Route bot(String method, String template, String majorId) {
        return new Route(method, template, majorId, Credential.BOT, null, null);
    }

    /** A request that the webhook's own token authorises. */
    public static Route webhook(String method, String template, String webhookId) {
        return new Route(method, template, webhookId, Credential.ADDRESS, null, null);
    }

    /** The same request, counted against the hidden limit of {@code channelId}. */
    public Route executing(String channelId) {
        return new Route(method, template, majorId, credential, channelId, oldEditChannel);
    }

    /** The same request, counted as the edit of an old message in {@code channelId}. */
    public Route editingOldMessage(String channelId) {
        return new Route(method, template, majorId, credential, webhookChannel, channelId);
    }

    BucketKey bucketKey() {
        return new BucketKey(method, template, majorId);
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
