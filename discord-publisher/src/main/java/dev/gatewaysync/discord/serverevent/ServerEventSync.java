package dev.gatewaysync.discord.serverevent;

import dev.gatewaysync.discord.card.ServerEventText;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.ScheduledEventRest;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.SendFailurePolicy;
import dev.gatewaysync.discord.send.SendResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Brings one event to Discord. Discord makes two where it is asked twice: after an answer that was lost, or a crash, the event is looked
 * for among the server's before it is asked for again. What somebody ended or deleted by hand stays so.
 */
@Component
final class ServerEventSync {
    private static final Logger log = LoggerFactory.getLogger(ServerEventSync.class);
    private static final int UNKNOWN_EVENT = 10070;
    private static final int FINISHED = 180_000;

    private final ServerEventTable table;
    private final ServerEventText text;
    private final DiscordRest rest;
    private final ScheduledEventRest events;
    private final SendFailurePolicy policy;
    private final Timing timing;
    private final DiscordCredentials credentials;
    private @Nullable String self;

    /** How long to wait, and by which clock. */
    @Component
    record Timing(DeliveryTimings waits, InstantSource clock) {}

    ServerEventSync(
            ServerEventTable table,
            ServerEventText text,
            DiscordRest rest,
            SendFailurePolicy policy,
            Timing timing,
            DiscordCredentials credentials) {
        this.table = table;
        this.text = text;
        this.rest = rest;
        this.events = new ScheduledEventRest(rest);
        this.policy = policy;
        this.timing = timing;
        this.credentials = credentials;
    }

    /** One step; what is left is done by the next one. */
    void bring(ServerEvent event) throws InterruptedException {
        if (event.discordId() != null) {
            change(event, event.discordId());
        } else if (event.askedAt() != null) {
            look(event, event.askedAt().plus(timing.waits().doubt()).toEpochMilli());
        } else if (event.mayBeMade(timing.clock().instant())) {
            create(event);
        } else {
            table.settle(event, null);
        }
    }

    private void create(ServerEvent event) throws InterruptedException {
        if (!table.asked(event)) {
            return;
        }
        switch (events.create(guild(), change().asNew(event), text.reason())) {
            case RestResult.Done done -> made(event, done.body(), event.wanted() == ServerEvent.Wanted.SCHEDULED);
            case RestResult.Refused refused -> {
                if (refused.failure().failureClass() != FailureClass.AMBIGUOUS) {
                    table.notMade(event);
                }
                failed(event, refused.failure());
            }
        }
    }

    private void made(ServerEvent event, JsonNode body, boolean isShown) {
        log.info(
                "server_event.made event={} server_event={}",
                event.id(),
                body.path("id").asString(""));
        table.made(event, body.path("id").asString(""), isShown);
    }

    /** Whether Discord has made it. */
    private void look(ServerEvent event, long notBefore) throws InterruptedException {
        long early = notBefore - timing.clock().millis();
        if (early > 0) {
            table.tryAgain(event, Duration.ofMillis(early), "Nobody knows whether Discord has made it");
            return;
        }
        Optional<String> bot = self();
        if (bot.isEmpty()) {
            table.tryAgain(
                    event, timing.waits().backoff().after(event.tries() + 1), "Discord does not tell the bot's id");
            return;
        }
        switch (events.list(guild())) {
            case RestResult.Done done ->
                done.body()
                        .valueStream()
                        .filter(shown ->
                                bot.get().equals(shown.path("creator_id").asString("")))
                        .filter(shown -> ServerEventText.isSigned(
                                shown.path("description").asString(""), event.sign()))
                        .findFirst()
                        .ifPresentOrElse(shown -> made(event, shown, false), () -> {
                            log.info("server_event.not_found event={} next=it is made again", event.id());
                            table.notMade(event);
                        });
            case RestResult.Refused refused -> failed(event, refused.failure());
        }
    }

    private void change(ServerEvent event, String discordId) throws InterruptedException {
        switch (events.get(guild(), discordId)) {
            case RestResult.Done done -> change(event, discordId, done.body());
            case RestResult.Refused refused -> failed(event, refused.failure());
        }
    }

    private void change(ServerEvent event, String discordId, JsonNode shown) throws InterruptedException {
        boolean isTooFar = change().isTooFar(event, shown);
        ObjectNode change = isTooFar ? change().ended() : change().of(event, shown);
        if (ServerEventChange.isOver(shown) || change.isEmpty()) {
            table.settle(event, null);
            return;
        }
        switch (events.change(guild(), discordId, change, text.reason())) {
            case RestResult.Done done -> changed(event, discordId, isTooFar);
            case RestResult.Refused refused -> failed(event, refused.failure());
        }
    }

    /** @param isTooFar whether it was ended for another one to be made */
    private void changed(ServerEvent event, String discordId, boolean isTooFar) {
        if (isTooFar) {
            table.forget(event);
            return;
        }
        log.info(
                "server_event.changed event={} server_event={} now={}",
                event.id(),
                discordId,
                event.wanted().stored());
        table.settle(event, null);
    }

    private void failed(ServerEvent event, DiscordFailure failure) {
        if (failure.code() == UNKNOWN_EVENT || failure.code() == FINISHED) {
            log.info("server_event.ended_by_hand event={} next=it stays so", event.id());
            table.settle(event, "Somebody ended or deleted it in Discord");
            return;
        }
        SendResult result = policy.apply(SendFailurePolicy.Request.SERVER_EVENT, failure);
        if (result == SendResult.FAILED) {
            log.error(
                    "server_event.refused event={} reason={} next=the card alone tells of it",
                    event.id(),
                    failure.message());
            table.settle(event, failure.message());
            return;
        }
        if (result == SendResult.PAUSED && event.tries() == 0) {
            log.warn(
                    "server_event.not_allowed event={} reason={} next=tried again from time to time. Give the bot's role the"
                            + " permission Create Events, or set DISCORD_MAINTENANCE_EVENTS=off",
                    event.id(),
                    failure.message());
        }
        Duration wait = policy.retryDelay(result, event.tries() + 1);
        boolean isTold = failure.retryAfter().compareTo(wait) > 0;
        table.tryAgain(event, isTold ? failure.retryAfter() : wait, failure.message());
    }

    private Optional<String> self() throws InterruptedException {
        if (self == null && rest.currentUser() instanceof RestResult.Done me) {
            self = me.body().path("id").asString("");
        }
        return Optional.ofNullable(self);
    }

    private ServerEventChange change() {
        return new ServerEventChange(text, timing.clock().instant());
    }

    private String guild() {
        return Objects.requireNonNull(credentials.bot()).guildId();
    }
}
