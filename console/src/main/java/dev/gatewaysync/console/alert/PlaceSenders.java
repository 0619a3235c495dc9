package dev.gatewaysync.console.alert;

import dev.gatewaysync.console.place.Notice;
import dev.gatewaysync.console.place.Places;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A {@link PlaceSender} for each place, with a loop of its own: one that hangs holds up no other. */
@Component
final class PlaceSenders implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<PlaceSender> senders;
    private final List<Loop> loops;
    private volatile boolean isStopping;

    PlaceSenders(
            Places places,
            NoticeTable notices,
            NoticeTexts texts,
            AlertLease lease,
            AlertMetrics metrics,
            InstantSource clock) {
        this.senders = places.all().stream()
                .map(place -> new PlaceSender(place, notices, texts, lease, metrics, clock))
                .toList();
        this.loops = IntStream.range(0, senders.size())
                .mapToObj(number -> Loop.named("alert-place-" + (number + 1)).running(() -> round(senders.get(number))))
                .toList();
    }

    private Duration round(PlaceSender sender) throws InterruptedException {
        return isStopping ? PATIENCE : sender.round();
    }

    void wake() {
        loops.forEach(Loop::wake);
    }

    void tellDirectly(Notice notice) {
        senders.forEach(sender -> sender.tellDirectly(notice));
        wake();
    }

    /** Whether there is anything that is told while the database is away. */
    boolean isTellingDirectly() {
        return senders.stream().anyMatch(PlaceSender::isTellingDirectly);
    }

    /** @return the keys of the places that have taken it */
    Set<String> endDirect() {
        senders.forEach(PlaceSender::endDirect);
        return senders.stream()
                .filter(PlaceSender::knowsDirectly)
                .map(sender -> sender.place().key())
                .collect(Collectors.toSet());
    }

    @Override
    public void start() {
        isStopping = false;
        loops.forEach(Loop::start);
    }

    @Override
    public void stop() {
        // No other begins to send while one is waited for, so that they end together.
        isStopping = true;
        long until = System.nanoTime() + PATIENCE.toNanos();
        loops.forEach(loop -> loop.stop(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }

    @Override
    public boolean isRunning() {
        return loops.stream().anyMatch(Loop::isRunning);
    }
}
