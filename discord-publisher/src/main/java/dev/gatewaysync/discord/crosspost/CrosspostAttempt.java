package dev.gatewaysync.discord.crosspost;

import dev.gatewaysync.discord.outbox.Crosspost;
import dev.gatewaysync.discord.outbox.CrosspostTable;
import dev.gatewaysync.discord.rest.CrosspostRest;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.DeliveryTimings;
import dev.gatewaysync.discord.send.TokenGuard;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Publishes one message. Discord lets ten an hour pass in a channel, and no header tells of it; whoever counts them by a sliding hour is
 * within it, however Discord counts. After an answer that was lost Discord says that it is published already.
 *
 * @see <a href="https://docs.discord.com/developers/resources/message#crosspost-message">Crosspost Message</a>
 */
@Component
final class CrosspostAttempt {
    private static final Logger log = LoggerFactory.getLogger(CrosspostAttempt.class);
    private static final int AN_HOUR = 10;
    private static final Duration HOUR = Duration.ofHours(1).plusSeconds(5);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int ALREADY = 40033;
    private static final int WRONG_CHANNEL = 50024;

    private final CrosspostTable table;
    private final AnnouncementChannels channels;
    private final CrosspostRest rest;
    private final TokenGuard tokenGuard;
    private final DeliveryTimings timings;
    private final InstantSource clock;

    CrosspostAttempt(
            CrosspostTable table,
            AnnouncementChannels channels,
            DiscordRest rest,
            TokenGuard tokenGuard,
            DeliveryTimings timings,
            InstantSource clock) {
        this.table = table;
        this.channels = channels;
        this.rest = new CrosspostRest(rest);
        this.tokenGuard = tokenGuard;
        this.timings = timings;
        this.clock = clock;
    }

    void publish(Crosspost crosspost) throws InterruptedException {
        switch (channels.kind(crosspost.channelId(), failure -> refused(crosspost, failure))) {
            case OTHER -> table.givenUpAll(crosspost.channelId(), "It is no announcement channel");
            // What it was refused with has said when it is asked again.
            case UNKNOWN -> {}
            case ANNOUNCEMENT -> withinTheLimit(crosspost);
        }
    }

    private void withinTheLimit(Crosspost crosspost) throws InterruptedException {
        Instant now = clock.instant();
        Optional<Instant> tenth = table.publishedBefore(crosspost.channelId(), AN_HOUR, now.minus(HOUR));
        if (tenth.isPresent()) {
            table.later(crosspost, tenth.get().plus(HOUR), false, "Ten have been published there within the hour");
            return;
        }
        switch (rest.crosspost(crosspost.channelId(), crosspost.messageId())) {
            case RestResult.Done done -> published(crosspost);
            case RestResult.Refused refused -> refused(crosspost, refused.failure());
        }
    }

    private void published(Crosspost crosspost) {
        table.published(crosspost);
        log.info("message.published event={} message={}", crosspost.eventId(), crosspost.messageId());
    }

    private void refused(Crosspost crosspost, DiscordFailure failure) {
        if (failure.code() == ALREADY) {
            published(crosspost);
            return;
        }
        if (failure.code() == WRONG_CHANNEL) {
            table.givenUpAll(crosspost.channelId(), failure.message());
            return;
        }
        switch (failure.failureClass()) {
            case TARGET_DEAD -> table.givenUpAll(crosspost.channelId(), failure.message());
            case EDIT_TARGET_LOST, POISON -> {
                log.warn(
                        "message.not_published event={} reason={} next=the message stays as it is",
                        crosspost.eventId(),
                        failure.message());
                table.givenUp(crosspost, failure.message());
            }
            case SLOW_DOWN -> later(crosspost, longer(failure.retryAfter(), AGAIN), failure.message());
            case PERMISSION, UNAVAILABLE -> {
                if (crosspost.tries() == 0) {
                    log.warn(
                            "message.not_published event={} reason={} next=tried again from time to time. The bot needs Send"
                                    + " Messages in the channel, for a webhook's messages Manage Messages, too",
                            crosspost.eventId(),
                            failure.message());
                }
                later(crosspost, timings.permissionProbe(crosspost.tries() + 1), failure.message());
            }
            case CREDENTIAL -> {
                tokenGuard.refused(failure.message());
                later(crosspost, AGAIN, failure.message());
            }
            case BLOCKED, NOT_EXECUTED, AMBIGUOUS ->
                later(crosspost, timings.backoff().after(crosspost.tries() + 1), failure.message());
        }
    }

    private void later(Crosspost crosspost, Duration wait, String error) {
        table.later(crosspost, clock.instant().plus(wait), true, error);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
