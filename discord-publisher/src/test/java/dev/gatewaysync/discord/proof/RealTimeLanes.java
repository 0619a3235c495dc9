package dev.gatewaysync.discord.proof;

import dev.gatewaysync.discord.ratelimit.Quota;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.task.MonotonicClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The publisher's client before a simulated Discord, in real time and without batching: each lane sends one after another. */
final class RealTimeLanes implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final DiscordSimulator discord;
    final RateLimiter limiter;
    final DiscordRest rest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RealTimeLanes(LimitSettings limits, List<String> channels, @Nullable Quota hidden, Clock wallClock) {
        // What other tests have left behind is not collected while the pace is measured.
        System.gc();
        discord = DiscordSimulator.start(
                SimulatorSettings.standard().withChannels(channels, List.of()).withLimits(limits));
        limiter = new RateLimiter(RateLimits.defaults().withHiddenWebhook(hidden), MonotonicClock.system());
        rest = new DiscordRest(RestSettings.of(discord.apiUrl(), discord.botToken()), limiter, report -> {}, wallClock);
    }

    static List<String> names(int channels) {
        return IntStream.range(0, channels).mapToObj(n -> "channel-" + n).toList();
    }

    String channelId(String name) {
        return discord.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    WebhookAddress webhook(String channel) {
        return WebhookAddress.parse(discord.addWebhook(channel)).inChannel(channelId(channel));
    }

    Callable<Void> byWebhook(WebhookAddress webhook, String name, int messages) {
        return () -> {
            for (int n = 0; n < messages; n++) {
                ObjectNode body = body(name + " " + n);
                while (!(rest.executeWebhook(webhook, body, null) instanceof RestResult.Done)) {
                    // The limiter makes the next try wait.
                }
            }
            return null;
        };
    }

    Callable<Void> byBot(String channel, int messages) {
        String id = channelId(channel);
        return () -> {
            for (int n = 0; n < messages; n++) {
                ObjectNode body = body(channel + " " + n);
                while (!(rest.createMessage(id, body, channel + " " + n) instanceof RestResult.Done)) {
                    // The limiter makes the next try wait.
                }
            }
            return null;
        };
    }

    static ObjectNode body(String content) {
        return JSON.createObjectNode().put("content", content);
    }

    void runAll(List<Callable<Void>> lanes) throws Exception {
        List<Future<Void>> running = new ArrayList<>();
        lanes.forEach(lane -> running.add(threads.submit(lane)));
        for (Future<Void> lane : running) {
            try {
                lane.get();
            } catch (ExecutionException failed) {
                throw new AssertionError("A lane failed", failed.getCause());
            }
        }
    }

    List<RecordedRequest> posts(String pathPart) {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().contains(pathPart))
                .toList();
    }

    /** From the arrival of the first to that of the last, in seconds of the simulator's clock. */
    static double span(List<RecordedRequest> requests) {
        return (requests.getLast().nanos() - requests.getFirst().nanos()) / 1e9;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        rest.close();
        discord.close();
    }
}
