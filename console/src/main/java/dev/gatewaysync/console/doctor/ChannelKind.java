package dev.gatewaysync.console.doctor;

import dev.gatewaysync.cards.channel.DiscordPermission;
import tools.jackson.databind.JsonNode;

/** How a channel takes messages, which decides what sending there needs. */
enum ChannelKind {
    TEXT,
    /** Every message is the opening of a post. Media channels are the same to us. */
    FORUM,
    THREAD;

    static ChannelKind of(JsonNode channel) {
        return switch (channel.path("type").asInt(0)) {
            case 15, 16 -> FORUM;
            case 10, 11, 12 -> THREAD;
            default -> TEXT;
        };
    }

    String label(DiscordPermission permission) {
        return this == FORUM ? permission.labelInForum() : permission.label();
    }
}
