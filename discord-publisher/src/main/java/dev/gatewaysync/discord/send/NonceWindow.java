package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.route.Destination;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * Whether Discord still answers a message's nonce with the message that it made, if it made one. It counts from the first
 * sending; of what was sent several times before a restart nobody knows when that was. One per lane.
 */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
final class NonceWindow {
    /** Discord: “the past few minutes”. */
    private static final Duration LENGTH = Duration.ofMinutes(2);

    private final InstantSource clock;
    private @Nullable String nonce;
    private long sinceNanos;

    NonceWindow(InstantSource clock) {
        this.clock = clock;
    }

    /** It was sent just now, and nobody knows whether it arrived. */
    void inDoubt(OutgoingMessage message) {
        if (!message.nonce().equals(nonce)) {
            nonce = message.nonce();
            sinceNanos = System.nanoTime();
        }
    }

    boolean isOpen(OutgoingMessage message, Destination.Channel channel) {
        if (channel.webhook() != null || channel.forum() != null) {
            return false;
        }
        if (message.nonce().equals(nonce)) {
            return System.nanoTime() - sinceNanos < LENGTH.toNanos();
        }
        Duration age = Duration.between(message.first().at(), clock.instant());
        return message.first().attempts() <= 1 && !age.isNegative() && age.compareTo(LENGTH) < 0;
    }
}
