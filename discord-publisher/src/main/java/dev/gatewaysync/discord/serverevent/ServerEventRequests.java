package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.cards.ServerEventText;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.ScheduledEventRest;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.route.DiscordCredentials;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of the bot's server about its events. Ours are known by the sign in their description. */
@Component
final class ServerEventRequests {
    private final DiscordRest rest;
    private final ScheduledEventRest events;
    private final ServerEventText text;
    private final DiscordCredentials credentials;
    private @Nullable String self;

    ServerEventRequests(DiscordRest rest, ServerEventText text, DiscordCredentials credentials) {
        this.rest = rest;
        this.events = new ScheduledEventRest(rest);
        this.text = text;
        this.credentials = credentials;
    }

    /** What the server shows of one maintenance; of what is over nothing is expected any more. */
    sealed interface Shown {
        /** @param events at least one, oldest first */
        record Some(List<JsonNode> events) implements Shown {}

        record None() implements Shown {}

        record Refused(DiscordFailure failure) implements Shown {}
    }

    Shown signed(ServerEvent event) throws InterruptedException {
        if (self == null) {
            switch (rest.currentUser()) {
                case RestResult.Done me -> self = me.body().path("id").asString("");
                case RestResult.Refused refused -> {
                    return new Shown.Refused(refused.failure());
                }
            }
        }
        return switch (events.list(guild())) {
            case RestResult.Done done -> {
                List<JsonNode> ours = done.body()
                        .valueStream()
                        .filter(shown -> shown.path("creator_id").asString("").equals(self))
                        .filter(shown -> ServerEventText.isSigned(
                                shown.path("description").asString(""), event.sign()))
                        .filter(shown -> !ServerEventChange.isOver(shown))
                        .sorted(Comparator.comparing(ServerEventRequests::id, Snowflakes.BY_TIME))
                        .toList();
                yield ours.isEmpty() ? new Shown.None() : new Shown.Some(ours);
            }
            case RestResult.Refused refused -> new Shown.Refused(refused.failure());
        };
    }

    RestResult create(ObjectNode body) throws InterruptedException {
        return events.create(guild(), body, text.reason());
    }

    RestResult get(String id) throws InterruptedException {
        return events.get(guild(), id);
    }

    RestResult change(String id, ObjectNode change) throws InterruptedException {
        return events.change(guild(), id, change, text.reason());
    }

    RestResult delete(String id) throws InterruptedException {
        return events.delete(guild(), id, text.reason());
    }

    static String id(JsonNode shown) {
        return shown.path("id").asString("0");
    }

    private String guild() {
        return Objects.requireNonNull(credentials.bot()).guildId();
    }
}
