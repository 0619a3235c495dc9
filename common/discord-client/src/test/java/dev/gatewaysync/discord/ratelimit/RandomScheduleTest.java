package dev.gatewaysync.discord.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.ServerWindow.Kind;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Random schedules, latencies of 10 to 300 ms, answers out of order: Discord never has a reason to refuse. */
class RandomScheduleTest {

    @Property(tries = 300)
    void no_avoidable_429_on_any_schedule(
            @ForAll Kind kind,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int channels,
            @ForAll @IntRange(min = 11, max = 300) int latency) {
        SimulatedDiscord discord = new SimulatedDiscord(RateLimits.defaults(), kind, new Random(seed), 10, latency);
        int sent = schedule(discord, new Random(seed), channels, 40);
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(sent).doesNotHaveDuplicates();
    }

    @Property(tries = 300)
    void lost_answers_are_counted(
            @ForAll Kind kind, @ForAll long seed, @ForAll @IntRange(min = 11, max = 300) int latency) {
        SimulatedDiscord discord =
                new SimulatedDiscord(RateLimits.defaults(), kind, new Random(seed), 10, latency).losingAnswers(0.3);
        int sent = schedule(discord, new Random(seed), 3, 60);
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(sent);
    }

    @Property(tries = 200)
    void in_a_storm_of_random_429s_nothing_is_sent_before_its_time(
            @ForAll Kind kind, @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int channels) {
        SimulatedDiscord discord =
                new SimulatedDiscord(RateLimits.defaults(), kind, new Random(seed), 10, 300).refusingAtRandom(0.2);
        int sent = schedule(discord, new Random(seed), channels, 15);
        discord.clock.runToTheEnd();

        assertThat(discord.early).isEmpty();
        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(sent);
    }

    /**
     * The least time is what somebody would need who knew the server's window and had no latency: each message as soon as it
     * is there and a place is free.
     */
    @Property(tries = 200)
    void a_random_schedule_of_one_lane_takes_hardly_longer_than_the_least_possible_time(
            @ForAll Kind kind, @ForAll long seed) {
        Random random = new Random(seed);
        List<Long> times = new ArrayList<>();
        long at = 0;
        for (int n = 60 + random.nextInt(60); n > 0; n--) {
            at += random.nextInt(8) == 0 ? random.nextLong(6_000_000_000L) : 0;
            times.add(at);
        }
        SimulatedDiscord discord =
                new SimulatedDiscord(RateLimits.defaults().withHiddenWebhook(null), kind, random, 1, 25);
        Lane lane = new Lane(discord, times);
        lane.sendNext();
        discord.clock.runToTheEnd();

        assertThat(discord.avoidable).isEmpty();
        assertThat(discord.arrived).hasSize(times.size());
        long least = leastTime(kind, times);
        assertThat((double) least / discord.lastAnswer).isGreaterThanOrEqualTo(0.9);
    }

    private static long leastTime(Kind kind, List<Long> times) {
        ServerWindow server = new ServerWindow(kind, 5, Duration.ofSeconds(2));
        long now = 0;
        for (long time : times) {
            now = Math.max(now, time);
            while (!server.accepts(now)) {
                now += 1_000_000;
            }
        }
        return now;
    }

    /** One message in flight, each not before its time. */
    private static final class Lane {
        private final SimulatedDiscord discord;
        private final Deque<Long> times;
        private int sent;

        Lane(SimulatedDiscord discord, List<Long> times) {
            this.discord = discord;
            this.times = new ArrayDeque<>(times);
        }

        void sendNext() {
            Long time = times.poll();
            if (time != null) {
                discord.clock.callAt(Math.max(time, discord.clock.nanoTime()), this::send);
            }
        }

        private void send() {
            Route route = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "1");
            discord.submitThen(route, "m" + sent++, this::sendNext);
        }
    }

    /** Bursts at random times to a bot's channel, or to one of two webhooks on it. */
    private static int schedule(SimulatedDiscord discord, Random random, int channels, int perChannel) {
        int sent = 0;
        for (int channel = 0; channel < channels; channel++) {
            long at = 0;
            for (int number = random.nextInt(perChannel); number >= 0; number--) {
                at += random.nextInt(3) == 0 ? random.nextLong(4_000_000_000L) : 0;
                String name = channel + "-" + number;
                Route route = randomRoute(random, "" + channel);
                discord.clock.callAt(at, () -> discord.submit(route, name));
                sent++;
            }
        }
        return sent;
    }

    private static Route randomRoute(Random random, String channel) {
        String template = "/webhooks/{webhook.id}/{webhook.token}";
        List<Route> routes = List.of(
                Route.bot("POST", "/channels/{channel.id}/messages", channel),
                Route.webhook("POST", template, channel + "a").executing(channel),
                Route.webhook("POST", template, channel + "b").executing(channel));
        return routes.get(random.nextInt(routes.size()));
    }

    @Property(tries = 50)
    void order_within_a_bucket_is_the_order_of_asking(@ForAll Kind kind, @ForAll long seed) {
        ManualClock clock = new ManualClock();
        RateLimiter limiter = new RateLimiter(RateLimits.defaults(), clock);
        Route route = Route.bot("POST", "/channels/{channel.id}/messages", "1");
        ServerWindow server = new ServerWindow(kind, 5, Duration.ofSeconds(2));
        Random random = new Random(seed);
        List<Integer> granted = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            limiter.request(route).thenAccept(permit -> {
                granted.add(number);
                clock.callAt(clock.nanoTime() + random.nextInt(300_000_000), () -> {
                    assertThat(server.accepts(clock.nanoTime())).isTrue();
                    permit.completed(
                            200,
                            Optional.of(new ResponseLimits(
                                    "h", 5, server.remaining(), server.resetAfter(clock.nanoTime()))));
                });
            });
        }
        clock.runToTheEnd();

        assertThat(granted).hasSize(100).isSorted();
    }
}
