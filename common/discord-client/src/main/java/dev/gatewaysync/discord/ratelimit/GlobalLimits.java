package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The limits that several buckets share, none of which an answer's headers announce. */
final class GlobalLimits {
    /** A window of 1.0 s has drawn 429s where 1.1 s did not. */
    private static final long GLOBAL_JITTER = 100_000_000;

    private static final long JITTER = 50_000_000;

    private final RateLimits limits;
    private final Map<Credential, SlidingWindow> global = new EnumMap<>(Credential.class);
    private final Map<Credential, Long> stopped = new EnumMap<>(Credential.class);
    private final Map<String, SlidingWindow> hidden = new HashMap<>();
    private final Map<String, SlidingWindow> oldEdits = new HashMap<>();
    private final SlidingWindow invalid;
    private final AddressBlock block = new AddressBlock();

    GlobalLimits(RateLimits limits) {
        this.limits = limits;
        this.invalid = new SlidingWindow(limits.invalidRequests(), 0);
        for (Credential credential : Credential.values()) {
            global.put(credential, new SlidingWindow(limits.global(), GLOBAL_JITTER));
            stopped.put(credential, 0L);
        }
    }

    /** As far as all requests of the credential are concerned. */
    long permittedAt(Credential credential, long now) {
        long at = Math.max(stopped.getOrDefault(credential, 0L), invalid.permittedAt(now));
        at = Math.max(at, block.permittedAt(now));
        return Math.max(at, globalWindow(credential).permittedAt(now));
    }

    /** As far as those are concerned that count in the same channel. */
    long inChannelAt(Route route, long now) {
        long at = now;
        for (SlidingWindow window : knownChannelWindows(route)) {
            at = Math.max(at, window.permittedAt(now));
        }
        return at;
    }

    void sent(Route route) {
        block.sent();
        windowsOf(route).forEach(SlidingWindow::sent);
    }

    void answered(Route route, long sentAt, long now) {
        windowsOf(route).forEach(window -> window.answered(sentAt, now));
    }

    void unused(Route route, long sentAt) {
        block.unused(sentAt);
        windowsOf(route).forEach(SlidingWindow::unused);
    }

    void invalidRequest(long now) {
        invalid.happened(now);
    }

    void restoreInvalidRequests(List<Duration> ages, long now) {
        invalid.restore(ages.stream().map(age -> now - age.toNanos()).toList());
    }

    void stop(Credential credential, Duration wait, long now) {
        stopped.merge(credential, now + wait.toNanos() + JITTER, Math::max);
    }

    /** The network in front of Discord blocks this address. */
    void blocked(long sentAt, Duration told, long now) {
        block.refused(sentAt, told, now);
    }

    /** Discord itself has answered. */
    void reached(long sentAt) {
        block.passed(sentAt);
    }

    void unanswered(long sentAt, long now) {
        block.unanswered(sentAt, now);
    }

    BlockState blockState(long now) {
        return block.state(now);
    }

    void restoreBlock(BlockState state, long now) {
        block.restore(state, now);
    }

    BreakerState breaker(long now) {
        long closedFor = Math.max(0, invalid.permittedAt(now) - now);
        return new BreakerState(
                closedFor > 0, invalid.counted(now), limits.invalidRequests().requests(), Duration.ofNanos(closedFor));
    }

    /** Sends that the hidden limit still counts, in milliseconds since the epoch. */
    Map<String, List<Long>> hiddenSends(long now, Instant wallTime) {
        Map<String, List<Long>> sends = new HashMap<>();
        hidden.forEach((channel, window) -> {
            List<Long> times = new ArrayList<>();
            window.times(now).forEach(time -> times.add(wallTime.toEpochMilli() - (now - time) / 1_000_000));
            if (!times.isEmpty()) {
                sends.put(channel, times);
            }
        });
        return sends;
    }

    void restoreHiddenSends(Map<String, List<Long>> sends, long now, Instant wallTime) {
        sends.forEach((channel, times) -> {
            SlidingWindow window = hiddenWindow(channel);
            if (window != null) {
                // A wall clock that stepped back would date them in the future: then they count as of now.
                times.forEach(time -> window.happened(now - Math.max(0, wallTime.toEpochMilli() - time) * 1_000_000));
            }
        });
    }

    /** Forgets the windows of channels in which nothing counts any more. */
    void forgetUnused(long now) {
        hidden.values().removeIf(window -> window.counted(now) == 0);
        oldEdits.values().removeIf(window -> window.counted(now) == 0);
    }

    int remembered() {
        return hidden.size() + oldEdits.size();
    }

    private SlidingWindow globalWindow(Credential credential) {
        return Objects.requireNonNull(global.get(credential));
    }

    /** Those that count something; one that is not there yet holds nobody back. */
    private List<SlidingWindow> knownChannelWindows(Route route) {
        if (route.webhookChannel() == null && route.oldEditChannel() == null) {
            return List.of();
        }
        List<SlidingWindow> windows = new ArrayList<>(2);
        if (route.webhookChannel() != null && hidden.get(route.webhookChannel()) instanceof SlidingWindow window) {
            windows.add(window);
        }
        if (route.oldEditChannel() != null && oldEdits.get(route.oldEditChannel()) instanceof SlidingWindow window) {
            windows.add(window);
        }
        return windows;
    }

    private List<SlidingWindow> windowsOf(Route route) {
        List<SlidingWindow> windows = new ArrayList<>(3);
        windows.add(globalWindow(route.credential()));
        if (route.webhookChannel() != null) {
            hiddenWindow(route.webhookChannel());
        }
        if (route.oldEditChannel() != null) {
            oldEdits.computeIfAbsent(route.oldEditChannel(), channel -> new SlidingWindow(limits.oldEdits(), JITTER));
        }
        windows.addAll(knownChannelWindows(route));
        return windows;
    }

    private @Nullable SlidingWindow hiddenWindow(String channel) {
        Quota quota = limits.hiddenWebhook();
        return quota == null ? null : hidden.computeIfAbsent(channel, c -> new SlidingWindow(quota, JITTER));
    }
}
