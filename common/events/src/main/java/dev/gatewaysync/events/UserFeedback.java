package dev.gatewaysync.events;

import org.jspecify.annotations.Nullable;

/** A member of the Discord server sent feedback. */
public record UserFeedback(
        String user,
        @Nullable String userId,
        String text,
        @Nullable String messageUrl) implements GatewayEvent {
    public UserFeedback {
        Required.present(user, "user-feedback", "user");
        Required.present(text, "user-feedback", "text");
    }
}
