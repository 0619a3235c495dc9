package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.Snowflakes;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.search.SearchResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Looks for a message that was sent before, from the time on at which it was sent. */
@Component
final class SentMessageSearch {
    /**
     * Discord's clock and ours may differ by this much without our knowing, for ours may have stepped before a restart; a message
     * older than our sending is none of ours. More would only cost pages to read where others write a lot.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    private final MessageSender sender;
    private final DeliveryQueries deliveries;
    private final DiscordRest rest;
    private final InstantSource clock;

    public SentMessageSearch(MessageSender sender, DeliveryQueries deliveries, DiscordRest rest, InstantSource clock) {
        this.sender = sender;
        this.deliveries = deliveries;
        this.rest = rest;
        this.clock = clock;
    }

    boolean isPossible() {
        return sender.canSearch();
    }

    SearchResult find(OutgoingMessage message, Destination.Channel channel) throws InterruptedException {
        Duration apart = CLOCKS_DIFFER.plus(rest.clockDifference());
        Instant sent = sent(message);
        // A message known to be there comes first in the list, and so proves that the list shows something.
        String known =
                deliveries.earlierMessage(channel.id()).map(Snowflakes::before).orElse("0");
        String since = Snowflakes.later(Snowflakes.firstAt(sent.minus(apart)), known);
        return sender.find(channel, since, sent.plus(apart), message.ref());
    }
    /** Not later than now: then our clock was ahead, and is no longer. */
    private Instant sent(OutgoingMessage message) {
        Instant noted = message.first().at();
        Instant now = clock.instant();
        return noted.isAfter(now) ? now : noted;
    }
}
