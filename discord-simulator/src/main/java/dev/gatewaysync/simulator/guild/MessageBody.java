package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a client may write and later edit.
 *
 * @param allowedMentions as the last create or edit sent it; null means that Discord's defaults applied
 * @param replyTo id of the message in the same channel that it answers, or null; no edit changes that
 */
public record MessageBody(
        String content,
        JsonNode embeds,
        JsonNode components,
        int flags,
        @Nullable JsonNode allowedMentions,
        @Nullable String replyTo) {

    /** Discord's flag of a message that has been published to the servers that follow its channel. */
    public static final int CROSSPOSTED = 1;

    public boolean isPublished() {
        return (flags & CROSSPOSTED) != 0;
    }

    MessageBody published() {
        return new MessageBody(content, embeds, components, flags | CROSSPOSTED, allowedMentions, replyTo);
    }

    public MessageBody withoutEmbeds() {
        return new MessageBody(
                content, JsonNodeFactory.instance.arrayNode(), components, flags, allowedMentions, replyTo);
    }

    public MessageBody answering(@Nullable String messageId) {
        return new MessageBody(content, embeds, components, flags, allowedMentions, messageId);
    }
}
