package dev.gatewaysync.simulator.interaction;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing that a person did with the application, and what has been answered so far. Safe for use by many threads. */
public final class SimulatedInteraction {

    /** With Discord's numbers. */
    public enum Kind {
        COMMAND(2),
        /** A command on a message. */
        MESSAGE_COMMAND(2),
        BUTTON(3),
        SELECT(3),
        AUTOCOMPLETE(4),
        MODAL(5);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }

        /** Whether something of a message was used. */
        public boolean isOnComponent() {
            return this == BUTTON || this == SELECT;
        }
    }

    private final String id;
    private final String token;
    private final Kind kind;
    private final Author user;
    private final String channelId;
    private final String name;
    private final long createdNanos;
    private @Nullable SimulatedMessage pressedOn;
    private @Nullable Long acknowledgedNanos;
    private @Nullable JsonNode modal;
    private @Nullable JsonNode choices;
    private @Nullable SimulatedMessage reply;

    SimulatedInteraction(
            String id, String token, Kind kind, Author user, String channelId, String name, long createdNanos) {
        this.id = id;
        this.token = token;
        this.kind = kind;
        this.user = user;
        this.channelId = channelId;
        this.name = name;
        this.createdNanos = createdNanos;
    }

    public String id() {
        return id;
    }

    /** Whoever has it may answer. */
    public String token() {
        return token;
    }

    public Kind kind() {
        return kind;
    }

    public Author user() {
        return user;
    }

    public String channelId() {
        return channelId;
    }

    /** Of the command; else the custom id of the button or modal. */
    public String name() {
        return name;
    }

    /** How long the application took for its first answer; empty while there is none. */
    public synchronized Optional<Duration> acknowledgedAfter() {
        return Optional.ofNullable(acknowledgedNanos).map(at -> Duration.ofNanos(at - createdNanos));
    }

    /** The modal that was the answer, as the application sent it. */
    public synchronized Optional<JsonNode> modal() {
        return Optional.ofNullable(modal);
    }

    /** What may be chosen, as the application sent it; each with a name and a value. */
    public synchronized Optional<JsonNode> choices() {
        return Optional.ofNullable(choices);
    }

    /** The message that was the answer, as it stands now. */
    public synchronized Optional<SimulatedMessage> reply() {
        return Optional.ofNullable(reply);
    }

    /** Whether the application has answered that the real answer will follow, and it has not followed yet. */
    public boolean isThinking() {
        return reply().filter(message -> (message.body().flags() & ReplyFlags.LOADING) != 0)
                .isPresent();
    }

    /** Whether only {@link #user()} sees the reply. */
    public boolean isEphemeral() {
        return reply().filter(message -> (message.body().flags() & ReplyFlags.EPHEMERAL) != 0)
                .isPresent();
    }

    long ageNanos(long now) {
        return now - createdNanos;
    }

    synchronized SimulatedInteraction on(SimulatedMessage message) {
        pressedOn = message;
        return this;
    }

    synchronized Optional<SimulatedMessage> pressedOn() {
        return Optional.ofNullable(pressedOn);
    }

    /** False if it has been acknowledged before. */
    synchronized boolean acknowledge(long now) {
        if (acknowledgedNanos != null) {
            return false;
        }
        acknowledgedNanos = now;
        return true;
    }

    synchronized void ask(JsonNode newModal) {
        modal = newModal;
    }

    synchronized void offer(JsonNode offered) {
        choices = offered;
    }

    synchronized void replied(@Nullable SimulatedMessage message) {
        reply = message;
    }
}
