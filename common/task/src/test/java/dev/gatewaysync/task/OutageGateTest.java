package dev.gatewaysync.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutageGateTest {
    private final ManualClock clock = new ManualClock();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Semaphore back = new Semaphore(0);
    private final AtomicReference<Supplier<Boolean>> answer = new AtomicReference<>(() -> true);
    private final AtomicReference<Runnable> onBack = new AtomicReference<>(() -> {});
    private final OutageGate gate = OutageGate.named("gate")
            .clock(clock)
            .every(Duration::ofMinutes)
            .onAway(reason -> heard.add("away: " + reason))
            .beforeProbes(() -> heard.add("before"))
            .onFailedProbe(failure -> heard.add("failed: " + failure.getMessage()))
            .onBack(probes -> {
                heard.add("back after " + probes);
                back.release();
                onBack.get().run();
            })
            .probing(() -> {
                heard.add("probe");
                return answer.get().get();
            });

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void the_first_report_begins_an_outage_and_the_others_say_nothing_new() throws Exception {
        gate.report("refused");
        gate.report("refused again");
        clock.awaitWaiting(1);
        assertThat(gate.isAway()).isTrue();
        assertThat(gate.reason()).isEqualTo("refused");
        assertThat(heard).containsExactly("away: refused", "before");
    }

    @Test
    void the_probe_that_succeeds_ends_it() throws Exception {
        gate.report("refused");
        clock.awaitWaiting(1);
        clock.tick(Duration.ofMinutes(1));
        back.acquire();
        assertThat(gate.isAway()).isFalse();
        assertThat(gate.reason()).isNull();
        assertThat(heard).containsExactly("away: refused", "before", "probe", "back after 1");
    }

    @Test
    void a_probe_that_fails_is_followed_by_another_later_one() throws Exception {
        answer.set(() -> false);
        gate.report("refused");
        clock.awaitWaiting(1);
        clock.tick(Duration.ofMinutes(1));
        clock.awaitWaiting(1);
        answer.set(() -> {
            throw new NoClassDefFoundError("Some");
        });
        clock.tick(Duration.ofMinutes(2).minusNanos(1));
        assertThat(heard).containsOnlyOnce("probe");
        clock.tick(Duration.ofNanos(1));
        clock.awaitWaiting(1);
        assertThat(gate.reason()).isEqualTo("Some");
        answer.set(() -> true);
        clock.tick(Duration.ofMinutes(3));
        back.acquire();
        assertThat(heard).endsWith("probe", "failed: Some", "probe", "back after 3");
        assertThat(gate.isAway()).isFalse();
    }

    @Test
    void who_cannot_wait_has_it_probed_at_once() throws Exception {
        gate.probeNow();
        gate.report("refused");
        clock.awaitWaiting(1);
        gate.probeNow();
        back.acquire();
        assertThat(gate.isAway()).isFalse();
    }

    /** Whoever cannot go on although the other side is back is not left behind. */
    @Test
    void an_outage_whose_end_cannot_be_acted_on_goes_on() throws Exception {
        onBack.set(() -> {
            throw new IllegalStateException("not started");
        });
        gate.report("refused");
        clock.awaitWaiting(1);
        clock.tick(Duration.ofMinutes(1));
        clock.awaitWaiting(1);
        assertThat(gate.reason()).isEqualTo("not started");
        onBack.set(() -> {});
        clock.tick(Duration.ofMinutes(2));
        back.acquire(2);
        assertThat(gate.isAway()).isFalse();
    }

    @Test
    void a_new_outage_follows_an_old_one() throws Exception {
        gate.report("first");
        clock.awaitWaiting(1);
        clock.tick(Duration.ofMinutes(1));
        back.acquire();
        gate.report("second");
        assertThat(gate.reason()).isEqualTo("second");
        clock.awaitWaiting(1);
        clock.tick(Duration.ofMinutes(1));
        back.acquire();
        assertThat(gate.isAway()).isFalse();
    }

    @Test
    void calls_take_their_other_way_from_the_first_failure_on() {
        assertThat(gate.call(() -> "answer", () -> "other")).isEqualTo("answer");
        Supplier<String> failing = () -> {
            throw new IllegalStateException("gone");
        };
        assertThat(gate.call(failing, () -> "other")).isEqualTo("other");
        assertThat(gate.call(() -> "answer", () -> "other")).isEqualTo("other");
        assertThat(gate.reason()).contains("gone");
    }

    @Test
    void a_closed_gate_stays_as_it_is_and_asks_nobody() {
        gate.close();
        gate.report("refused");
        assertThat(gate.isAway()).isTrue();
        assertThat(heard).isEmpty();
    }
}
