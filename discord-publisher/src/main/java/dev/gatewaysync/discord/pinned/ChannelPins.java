package dev.gatewaysync.discord.pinned;

import dev.gatewaysync.cards.MessageRef;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.MessagePage;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Pins messages, and finds the one of a card among the pins and the latest messages of a channel. */
@Component
final class ChannelPins {
    private static final int MOST_PAGES_OF_PINS = 5;
    private static final int LATEST = 50;

    private final DiscordRest rest;

    ChannelPins(DiscordRest rest) {
        this.rest = rest;
    }

    RestResult pin(Destination.Channel channel, String messageId) throws InterruptedException {
        return rest.pin(channel.id(), messageId);
    }

    /** What came of looking for the message of a card. */
    sealed interface Search {
        record Found(String messageId, boolean pinned) implements Search {}

        record Absent() implements Search {}

        /** It could not be seen; whether it is there nobody knows. */
        record Refused(DiscordFailure failure) implements Search {}
    }

    /** The message that the bot sent and that carries the ref of the card {@code key}. */
    Search find(Destination.Channel channel, String key) throws InterruptedException {
        return switch (rest.currentUser()) {
            case RestResult.Refused refused -> new Search.Refused(refused.failure());
            case RestResult.Done self ->
                find(channel, key, self.body().path("id").asString(""));
        };
    }

    private Search find(Destination.Channel channel, String key, String self) throws InterruptedException {
        ArrayNode seen = JsonNodeFactory.instance.arrayNode();
        DiscordFailure refused = addPins(channel, seen);
        int pinned = seen.size();
        if (refused == null) {
            refused = addLatest(channel, seen);
        }
        if (refused != null) {
            return new Search.Refused(refused);
        }
        if (seen.isEmpty()) {
            Optional<DiscordFailure> unseen = new HistoryAccess(rest).missing(channel.id(), channel.name());
            return unseen.isPresent() ? new Search.Refused(unseen.get()) : new Search.Absent();
        }
        for (int n = 0; n < seen.size(); n++) {
            JsonNode message = seen.get(n);
            if (message.path("author").path("id").asString("").equals(self)
                    && MessageRef.carriedBy(message, MessageRef.ofCard(key))) {
                return new Search.Found(message.path("id").asString(""), n < pinned);
            }
        }
        return new Search.Absent();
    }

    private @Nullable DiscordFailure addPins(Destination.Channel channel, ArrayNode seen) throws InterruptedException {
        String before = null;
        for (int page = 0; page < MOST_PAGES_OF_PINS; page++) {
            switch (rest.pins(channel.id(), before)) {
                case RestResult.Refused refused -> {
                    return refused.failure();
                }
                case RestResult.Done pins -> {
                    for (JsonNode item : pins.body().path("items")) {
                        seen.add(item.path("message"));
                        before = item.path("pinned_at").asString(before);
                    }
                    if (!pins.body().path("has_more").asBoolean(false)) {
                        return null;
                    }
                }
            }
        }
        return null;
    }

    private @Nullable DiscordFailure addLatest(Destination.Channel channel, ArrayNode seen)
            throws InterruptedException {
        return switch (rest.getMessages(channel.id(), MessagePage.latest(LATEST))) {
            case RestResult.Refused refused -> refused.failure();
            case RestResult.Done latest -> {
                latest.body().forEach(seen::add);
                yield null;
            }
        };
    }
}
