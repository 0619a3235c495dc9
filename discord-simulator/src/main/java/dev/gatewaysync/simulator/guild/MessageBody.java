package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a client may write and later edit.
 *
 * @param allowedMentions as the last create or edit sent it; null means that Discord's defaults applied
 */
public record MessageBody(
        String content,
        JsonNode embeds,
        JsonNode components,
        int flags,
        @Nullable JsonNode allowedMentions) {

    /** Discord's flag of a message that has been published to the servers that follow its channel. */
    public static final int CROSSPOSTED = 1;

    public boolean isPublished() {
        return (flags & CROSSPOSTED) != 0;
    }

    MessageBody published() {
        return new MessageBody(content, embeds, components, flags | CROSSPOSTED, allowedMentions);
    }

    public MessageBody withoutEmbeds() {
        return new MessageBody(content, JsonNodeFactory.instance.arrayNode(), components, flags, allowedMentions);
    }
}
