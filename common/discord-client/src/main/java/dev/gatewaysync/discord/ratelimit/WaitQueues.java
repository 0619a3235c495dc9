package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The buckets, and before each one its line, first come first served. A line that nothing of its own holds back takes a turn for
 * what all share: nobody is passed over, and who was served takes a new turn behind the others, so a limit that they share is
 * shared evenly.
 *
 * <p>A look at them costs the same however many lines wait: only the first in turn is asked about, a line that waits for a time
 * when that has come, and one that waits for an answer when there was one to its bucket or in its channel.
 */
final class WaitQueues {
    private final GlobalLimits limits;
    private final Map<Route.BucketKey, Line> lines = new HashMap<>();
    private final Map<String, Set<Line>> byChannel = new HashMap<>();
    private final Map<Credential, TreeSet<Line>> turns = new EnumMap<>(Credential.class);
    private final TreeSet<Line> later =
            new TreeSet<>(Comparator.<Line>comparingLong(line -> line.at).thenComparingLong(line -> line.turnNumber));

    private long turnsGiven;

    WaitQueues(GlobalLimits limits) {
        this.limits = limits;
        for (Credential credential : Credential.values()) {
            turns.put(credential, new TreeSet<>(Comparator.comparingLong(line -> line.turnNumber)));
        }
    }

    /** When a request of this route may go if it is the first in its line; asking remembers nothing. */
    long permittedAt(Route route, long now) {
        Line known = lines.get(route.bucketKey());
        long own = known == null ? limits.inChannelAt(route, now) : ownPermittedAt(known, route, now);
        return Math.max(own, limits.permittedAt(route.credential(), now));
    }

    /** Forgets what nobody waits for and was of no use for {@code idle} nanoseconds. */
    void forgetUnused(long now, long idle) {
        lines.values().removeIf(line -> {
            if (line.turn != null || line.head() != null) {
                return false;
            }
            leave(line);
            return line.bucket.isForgettable(now, idle);
        });
    }

    int remembered() {
        return lines.size();
    }

    void add(WaitingRequest request, long now) {
        Line line = lines.computeIfAbsent(request.route().bucketKey(), key -> new Line());
        line.requests.add(request);
        if (line.turn == null && line.head() == request) {
            leave(line);
            line.turnNumber = Line.NO_TURN;
            place(line, now);
        }
    }

    /** What another limiter was told of the bucket of this route. */
    void hold(Route route, Duration wait, long now) {
        Line line = lines.computeIfAbsent(route.bucketKey(), key -> new Line());
        line.bucket.hold(wait, now);
        changed(line, route, now);
    }

    /** Somebody of this route has given up. */
    void givenUp(Route route, long now) {
        Line line = lines.get(route.bucketKey());
        if (line != null) {
            changed(line, route, now);
        }
    }

    /** Something is known anew of a line's bucket, and of the windows that a request of this route counts in. */
    void changed(Line changed, Route route, long now) {
        if (changed.turn == null) {
            place(changed, now);
        }
        for (String channel : channelsOf(route)) {
            for (Line line : List.copyOf(byChannel.getOrDefault(channel, Set.of()))) {
                if (line.turn == null) {
                    place(line, now);
                }
            }
        }
    }

    /**
     * Hands on each request that may go, at once to be counted where it counts. Returns when to look again; {@link
     * SlidingWindow#NEVER} when only an answer or a new request can change things.
     */
    long offer(long now, BiConsumer<Line, WaitingRequest> granted) {
        while (!later.isEmpty() && later.first().at <= now) {
            place(later.first(), now);
        }
        for (Line line = next(now); line != null; line = next(now)) {
            endTurn(line);
            line.turnNumber = Line.NO_TURN;
            // The one that was found to be first, even if it has been given up since: whoever gives up holds no lock.
            WaitingRequest head = line.requests.removeFirst();
            granted.accept(line, head);
            place(line, now);
        }
        return lookAgain(now);
    }

    private long lookAgain(long now) {
        long at = later.isEmpty() ? SlidingWindow.NEVER : later.first().at;
        for (Credential credential : Credential.values()) {
            if (!turnsOf(credential).isEmpty()) {
                at = Math.min(at, limits.permittedAt(credential, now));
            }
        }
        return at;
    }

    /** The first in turn of those that may go. */
    private @Nullable Line next(long now) {
        Line next = null;
        for (Credential credential : Credential.values()) {
            if (!turnsOf(credential).isEmpty() && limits.permittedAt(credential, now) <= now) {
                Line first = first(turnsOf(credential), now);
                if (first != null && (next == null || first.turnNumber < next.turnNumber)) {
                    next = first;
                }
            }
        }
        return next;
    }

    /** Since a line took its turn others may have filled a window that it counts in, or it may have been given up. */
    private @Nullable Line first(TreeSet<Line> inTurn, long now) {
        while (!inTurn.isEmpty()) {
            Line line = inTurn.first();
            WaitingRequest head = line.head();
            // Behind one that was given up there may be one of another credential, for whom other limits count.
            if (head != null
                    && turnsOf(head.route().credential()) == inTurn
                    && ownPermittedAt(line, head.route(), now) <= now) {
                return line;
            }
            endTurn(line);
            place(line, now);
        }
        return null;
    }

    private static void endTurn(Line line) {
        Objects.requireNonNull(line.turn).remove(line);
        line.turn = null;
    }

    /** Where it waits from now on, who is in no turn. Who was served, or had nobody waiting, is behind all others. */
    private void place(Line line, long now) {
        leave(line);
        WaitingRequest head = line.head();
        if (head == null) {
            line.turnNumber = Line.NO_TURN;
            return;
        }
        if (line.turnNumber == Line.NO_TURN) {
            line.turnNumber = ++turnsGiven;
        }
        Route route = head.route();
        line.channels = channelsOf(route);
        line.channels.forEach(channel ->
                byChannel.computeIfAbsent(channel, c -> new LinkedHashSet<>()).add(line));
        long at = ownPermittedAt(line, route, now);
        if (at <= now) {
            line.turn = turnsOf(route.credential());
            line.turn.add(line);
        } else if (at != SlidingWindow.NEVER) {
            line.at = at;
            later.add(line);
        }
    }

    private void leave(Line line) {
        if (line.at != SlidingWindow.NEVER) {
            later.remove(line);
            line.at = SlidingWindow.NEVER;
        }
        for (String channel : line.channels) {
            Set<Line> waiting = Objects.requireNonNull(byChannel.get(channel));
            waiting.remove(line);
            if (waiting.isEmpty()) {
                byChannel.remove(channel);
            }
        }
        line.channels = Set.of();
    }

    /** As far as its bucket and the windows of its channel are concerned. */
    private long ownPermittedAt(Line line, Route route, long now) {
        return Math.max(line.bucket.permittedAt(now), limits.inChannelAt(route, now));
    }

    private TreeSet<Line> turnsOf(Credential credential) {
        return Objects.requireNonNull(turns.get(credential));
    }

    /** Those whose windows a request of this route counts in, besides its bucket. */
    private static Set<String> channelsOf(Route route) {
        if (route.webhookChannel() == null && route.oldEditChannel() == null) {
            return Set.of();
        }
        Set<String> channels = new HashSet<>();
        if (route.webhookChannel() != null) {
            channels.add(route.webhookChannel());
        }
        if (route.oldEditChannel() != null) {
            channels.add(route.oldEditChannel());
        }
        return channels;
    }

    /** A bucket, and those who wait for it. */
    static final class Line {
        private static final long NO_TURN = 0;

        private final Bucket bucket = new Bucket();
        private final Deque<WaitingRequest> requests = new ArrayDeque<>(2);

        /** Where it has a turn, for nothing of its own holds it back as far as was known then. */
        private @Nullable TreeSet<Line> turn;

        /** Of all turns that were ever given; the lower goes first. It keeps it until it is served, whatever it waits for. */
        private long turnNumber = NO_TURN;

        /** When its own limits let it go, while it is one of those that are looked at later. */
        private long at = SlidingWindow.NEVER;

        /** Those whose windows its head counts in. */
        private Set<String> channels = Set.of();

        Bucket bucket() {
            return bucket;
        }

        /** The first that has not been given up; null if there is none left. */
        private @Nullable WaitingRequest head() {
            while (!requests.isEmpty() && requests.getFirst().permit().isDone()) {
                requests.removeFirst();
            }
            return requests.peekFirst();
        }
    }
}
