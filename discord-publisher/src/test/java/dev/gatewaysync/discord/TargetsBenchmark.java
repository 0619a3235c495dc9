package dev.gatewaysync.discord;

import com.sun.management.OperatingSystemMXBean;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.limits.WindowMode;
import dev.gatewaysync.testkit.Pause;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run by {@code benchmarks/scale/run targets}; no part of a build. One event is shown in 10, 100, 200 and 1,000 channels of the bot, by a whole
 * publisher. Processor time is that of the process, in which broker, database and simulator are, too; what it uses
 * while nothing is to be sent is taken off.
 */
@Timeout(3600)
class TargetsBenchmark {
    private static final int CARDS = Integer.getInteger("benchmark.cards", 1_000);
    private static final Duration IDLE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void one_event_to_many_targets() throws Exception {
        say(
                "| targets | shown in | of what is allowed | processor ms a card: median (least, most) | idle afterwards, ms/s |");
        say("| --- | --- | --- | --- | --- |");
        for (int targets : List.of(10, 100, 200, 1_000)) {
            measure(targets);
        }
    }

    private void measure(int targets) throws Exception {
        List<String> channels =
                IntStream.range(0, targets).mapToObj(n -> "channel-" + n).toList();
        DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard()
                .withChannels(channels, List.of())
                .withLimits(LimitSettings.all(WindowMode.FIXED)));
        try (RunningPublisher publisher = RunningPublisher.withSettings(
                discord, Map.of("GATEWAY_CONFIG", configFor(channels).toString()))) {
            show(publisher, targets);
            Pause.of(Duration.ofSeconds(2));
            double idle = idle();
            List<Double> perCard = new ArrayList<>();
            List<Double> took = new ArrayList<>();
            for (int round = 0; round < Math.clamp(CARDS / targets, 3, 20); round++) {
                long cpu = cpu();
                double seconds = show(publisher, targets);
                perCard.add(((cpu() - cpu) / 1e6 - idle * seconds) / targets);
                took.add(seconds);
                Pause.of(Duration.ofMillis(1_500));
            }
            perCard.sort(null);
            took.sort(null);
            double seconds = took.get(took.size() / 2);
            say(
                    "| %,d | %.1f s | %s | %.2f (%.2f, %.2f) | %.0f |",
                    targets,
                    seconds,
                    targets <= 50 ? "–" : String.format(Locale.ROOT, "%.2f", (targets - 50) / 50.0 / seconds),
                    perCard.get(perCard.size() / 2),
                    perCard.getFirst(),
                    perCard.getLast(),
                    idle());
        }
    }

    private Path configFor(List<String> channels) throws java.io.IOException {
        String places = channels.stream()
                .map(channel -> "  place-" + channel + ": { channel: " + channel + " }\n")
                .collect(Collectors.joining());
        // A route has 25 places at most.
        String routes = IntStream.iterate(0, n -> n < channels.size(), n -> n + 25)
                .mapToObj(n -> channels.subList(n, Math.min(n + 25, channels.size())).stream()
                        .map(channel -> "place-" + channel)
                        .collect(Collectors.joining(", ", "  - { when: type = 'bug-fixed', to: [", "] }\n")))
                .collect(Collectors.joining());
        return Files.writeString(
                folder.resolve("gateway-" + channels.size() + ".yml"),
                "version: 1\ntargets:\n" + places + "routes:\n" + routes);
    }

    /** Seconds until it stands in all channels. */
    private static double show(RunningPublisher publisher, int targets) {
        EventEnvelope bug =
                EventEnvelope.of(EventIds.next(), Source.MAIN_APP, Instant.now(), new BugFixed("Crash", null, null));
        long began = System.nanoTime();
        publisher.publishAll(List.of(bug));
        while (publisher.count("SELECT count(*) FROM delivery WHERE event_id = '" + bug.id() + "' AND status = 'sent'")
                < targets) {
            Pause.of(Duration.ofMillis(100));
        }
        return (System.nanoTime() - began) / 1e9;
    }

    /** Processor milliseconds a second while nothing happens. */
    private static double idle() {
        long cpu = cpu();
        Pause.of(IDLE);
        return (cpu() - cpu) / 1e6 / IDLE.toSeconds();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, "BENCHMARK " + format + "%n", values);
    }
}
