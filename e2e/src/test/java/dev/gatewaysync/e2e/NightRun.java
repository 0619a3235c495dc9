package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.historychecker.Finding;
import dev.gatewaysync.historychecker.HistoryChecker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

/** One night, from a gateway that is well to one that is well again and has lost nothing. */
final class NightRun {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration UNDISTURBED = Duration.ofSeconds(5);
    private static final Duration FOR_GOOD = Duration.ofSeconds(15);

    private static final Pattern MARK = Pattern.compile("night\\d{5}");

    private final Night night;
    private final Path directory;
    private final Consumer<String> progress;

    NightRun(Night night, Path directory, Consumer<String> progress) {
        this.night = night;
        this.directory = directory;
        this.progress = progress;
    }

    NightOutcome run() throws Exception {
        Files.createDirectories(directory);
        try (NightStage stage = new NightStage(directory);
                Browser browser = Browser.start(Browser.installed().orElseThrow(), directory.resolve("profile"))) {
            progress.accept("starts");
            stage.start(night);
            stage.awaitCalm();
            Phone phone = new Phone(browser.newTab(), stage.consoleUrl(), NightStage.TOKEN);
            phone.open("/");
            night.prepare(stage);
            try (NightSenders senders =
                    new NightSenders(stage.gateway.client(), stage.seen, night.places(), stage::sendersPaused)) {
                await().atMost(PATIENCE)
                        .during(UNDISTURBED)
                        .until(() -> senders.accepted().size() > 0);
                return broken(stage, phone, senders);
            }
        }
    }

    private NightOutcome broken(NightStage stage, Phone phone, NightSenders senders) throws Exception {
        progress.accept("breaks: " + night.fault());
        long began = System.nanoTime();
        night.begin(stage);
        double toldAfter = night.rule().isEmpty() ? NightOutcome.NOT_MEANT : toldAfter(stage, began);
        List<String> silent = night.said().isEmpty() ? List.of() : silent(stage, phone);
        await().atMost(night.lasts().plusMinutes(1))
                .until(() -> System.nanoTime() - began >= night.lasts().toNanos());

        long ended = System.nanoTime();
        night.end(stage, phone);
        long cured = System.nanoTime();
        progress.accept(
                String.format(Locale.ROOT, "cured with %d taps, in %.0f s", phone.taps(), (cured - ended) / 1e9));
        double wellAfter = wellFor(stage, cured);
        double endToldAfter = night.rule().isEmpty() ? NightOutcome.NOT_MEANT : endToldAfter(stage, began, cured);
        senders.close();
        double shownAfter = until(() -> isShown(stage, senders.accepted())) ? since(cured) : NightOutcome.NEVER;
        return new NightOutcome(
                night,
                (ended - began) / 1e9,
                toldAfter,
                silent,
                phone.taps(),
                wellAfter,
                endToldAfter,
                shownAfter,
                senders.accepted().size(),
                senders.refused(),
                findings(stage));
    }

    private double toldAfter(NightStage stage, long began) {
        Optional<AlertReceiver.Told> told = told(stage, "alert.began", began);
        progress.accept(told.map(one -> String.format(
                        Locale.ROOT,
                        "told after %.0f s: %s → %s (%s)",
                        (one.nanos() - began) / 1e9,
                        one.text(),
                        one.advice(),
                        one.url()))
                .orElseGet(() -> "not told; but: " + stage.receiver.since(began)));
        return told.map(one -> (one.nanos() - began) / 1e9).orElse(NightOutcome.NEVER);
    }

    private double endToldAfter(NightStage stage, long began, long cured) {
        return told(stage, "alert.ended", began)
                .map(one -> Math.max(0, (one.nanos() - cured) / 1e9))
                .orElse(NightOutcome.NEVER);
    }

    private Optional<AlertReceiver.Told> told(NightStage stage, String type, long since) {
        until(() -> stage.receiver.first(type, night.rule(), since).isPresent());
        return stage.receiver.first(type, night.rule(), since);
    }

    /** When it began to be well for good, in seconds from then on. */
    private double wellFor(NightStage stage, long cured) {
        AtomicLong from = new AtomicLong();
        AtomicReference<String> last = new AtomicReference<>("nothing");
        boolean isWell = until(() -> {
            String said = unwell(stage);
            if (!said.isEmpty()) {
                last.set(said);
                from.set(0);
                return false;
            }
            from.compareAndSet(0, System.nanoTime());
            return System.nanoTime() - from.get() >= FOR_GOOD.toNanos();
        });
        double after = isWell ? (from.get() - cured) / 1e9 : NightOutcome.NEVER;
        progress.accept(String.format(Locale.ROOT, "well again after %.0f s; the last that was said: %s", after, last));
        return after;
    }

    private static String unwell(NightStage stage) {
        try {
            return stage.unwell();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** Of the first pages those that do not say what the night is about. */
    private List<String> silent(NightStage stage, Phone phone) throws Exception {
        List<String> silent = new ArrayList<>();
        String overview = phone.overview();
        String status = stage.command("status");
        String health = stage.health().toString();
        progress.accept("overview: " + overview.replaceAll("\\s+", " "));
        progress.accept(
                "status: " + status.lines().takeWhile(line -> !line.isBlank()).toList());
        progress.accept("health: " + health);
        if (!overview.contains(night.said())) {
            silent.add("overview");
        }
        if (!status.contains(night.said())) {
            silent.add("status");
        }
        if (night.isSeenByMembers() && !health.contains(night.said())) {
            silent.add("health");
        }
        return silent;
    }

    private boolean isShown(NightStage stage, Set<String> accepted) {
        return night.places().stream()
                .allMatch(channel -> stage.discord.messages(channel).stream()
                        .flatMap(message ->
                                MARK.matcher(message.embeds().toString()).results())
                        .map(MatchResult::group)
                        .collect(Collectors.toSet())
                        .containsAll(accepted));
    }

    private List<String> findings(NightStage stage) throws Exception {
        until(() -> stage.gateway
                .client()
                .get("/updates/recent?count=1&status=pending")
                .path("updates")
                .isEmpty());
        Path files = stage.seen.write(
                stage.discord,
                stage.console().text("/updates/export?format=ndjson"),
                stage.gateway.client().get("/stats"),
                stage.console().get("/failed?count=500"));
        return HistoryChecker.check(files).stream()
                .filter(finding -> !night.isReplayed() || finding.kind() != Finding.Kind.REORDERED)
                .map(Object::toString)
                .toList();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static boolean until(Callable<Boolean> condition) {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(250))
                    .ignoreExceptions()
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }
}
