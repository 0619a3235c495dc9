package dev.gatewaysync.discord.crosspost;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Which channels are announcement channels, as Discord said within the last minutes: an operator may change that at any time. */
@Component
final class AnnouncementChannels {
    private static final int ANNOUNCEMENT = 5;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

    private final DiscordRest rest;
    private final InstantSource clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    AnnouncementChannels(DiscordRest rest, InstantSource clock) {
        this.rest = rest;
        this.clock = clock;
    }

    private record Known(Kind kind, Instant until) {}

    enum Kind {
        ANNOUNCEMENT,
        OTHER,
        /** Discord does not tell now. */
        UNKNOWN
    }

    /** @param refused told why Discord does not tell, where the kind is unknown */
    Kind kind(String channelId, Consumer<DiscordFailure> refused) throws InterruptedException {
        Known before = known.get(channelId);
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.kind();
        }
        RestResult answer = rest.channel(channelId);
        if (answer instanceof RestResult.Refused no) {
            refused.accept(no.failure());
            return Kind.UNKNOWN;
        }
        RestResult.Done channel = (RestResult.Done) answer;
        Kind kind = channel.body().path("type").asInt(-1) == ANNOUNCEMENT ? Kind.ANNOUNCEMENT : Kind.OTHER;
        known.put(channelId, new Known(kind, clock.instant().plus(KNOWN_FOR)));
        return kind;
    }
}
