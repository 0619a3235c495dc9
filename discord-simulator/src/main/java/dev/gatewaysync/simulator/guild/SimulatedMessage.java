package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as it stands now.
 *
 * @param nonce as the client gave it, or null
 * @param edits how many times the content has been changed; pinning is not an edit
 * @param pinged whether creating it, or any edit of it, would have notified somebody
 */
public record SimulatedMessage(
        String id,
        String channelId,
        Author author,
        @Nullable String webhookId,
        MessageBody body,
        @Nullable String nonce,
        @Nullable Instant pinnedAt,
        Instant createdAt,
        @Nullable Instant editedAt,
        int edits,
        boolean pinged) {

    public String authorName() {
        return author.name();
    }

    public String content() {
        return body.content();
    }

    public JsonNode embeds() {
        return body.embeds();
    }

    public boolean pinned() {
        return pinnedAt != null;
    }

    public SimulatedMessage edited(MessageBody newBody, Instant when) {
        return new SimulatedMessage(
                id,
                channelId,
                author,
                webhookId,
                newBody,
                nonce,
                pinnedAt,
                createdAt,
                when,
                edits + 1,
                pinged || Mentions.pings(newBody, webhookId != null));
    }

    SimulatedMessage pinnedAt(@Nullable Instant when) {
        return new SimulatedMessage(
                id, channelId, author, webhookId, body, nonce, when, createdAt, editedAt, edits, pinged);
    }
}
