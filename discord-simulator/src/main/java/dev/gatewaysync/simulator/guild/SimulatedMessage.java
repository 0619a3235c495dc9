package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as it stands now.
 *
 * @param nonce as the client gave it, or null
 * @param edits how many times the content has been changed; pinning is not an edit
 * @param pinged whether creating it, or any edit of it, would have notified somebody
 * @param mentioned whom its content mentions now
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
        boolean pinged,
        Mentioned mentioned) {

    public String authorName() {
        return author.name();
    }

    public String content() {
        return body.content();
    }

    public JsonNode embeds() {
        return body.embeds();
    }

    /** Whether the servers that follow the channel have it. */
    public boolean published() {
        return body.isPublished();
    }

    SimulatedMessage withBody(MessageBody newBody) {
        return new SimulatedMessage(
                id, channelId, author, webhookId, newBody, nonce, pinnedAt, createdAt, editedAt, edits, pinged,
                mentioned);
    }

    public boolean pinned() {
        return pinnedAt != null;
    }

    /**
     * How many of its embeds a reader sees: of several with the same URL Discord shows the first.
     *
     * @see <a href="https://docs.discord.com/developers/resources/message#embed-object-embed-limits">“Embeds are
     *     deduplicated by URL”</a>
     */
    public int visibleEmbeds() {
        return embeds().size() - hiddenEmbeds().size();
    }

    /** The indexes of those that a reader does not see. */
    public List<Integer> hiddenEmbeds() {
        var urls = new HashSet<String>();
        return IntStream.range(0, embeds().size())
                .filter(index -> {
                    var url = embeds().get(index).path("url").asString("");
                    return !url.isEmpty() && !urls.add(url);
                })
                .boxed()
                .toList();
    }

    /** @param nowMentioned whom the new content mentions */
    public SimulatedMessage edited(MessageBody newBody, Mentioned nowMentioned, Instant when) {
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
                pinged || nowMentioned.anybody(),
                nowMentioned);
    }

    SimulatedMessage pinnedAt(@Nullable Instant when) {
        return new SimulatedMessage(
                id, channelId, author, webhookId, body, nonce, when, createdAt, editedAt, edits, pinged, mentioned);
    }
}
