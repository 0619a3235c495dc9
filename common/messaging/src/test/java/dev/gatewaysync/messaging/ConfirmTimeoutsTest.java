package dev.gatewaysync.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfirmTimeoutsTest {
    /** Close to where it overflows, as {@link System#nanoTime} may be. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3));

    private final ConfirmTimeouts overdue = new ConfirmTimeouts(Duration.ofSeconds(5), now::get);

    @Test
    void a_confirm_that_does_not_come_in_time_fails_and_says_for_which_event() {
        OutboundMessage message = awaited("id-1");
        assertThat(overdue.isOverdue()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(overdue.isOverdue()).isTrue();
        overdue.failOverdue();
        assertThat(overdue.isOverdue()).isFalse();
        assertThatThrownBy(() -> message.confirm().get())
                .hasCauseInstanceOf(OutageFailure.class)
                .hasMessageContaining("id-1");
    }

    @Test
    void a_younger_one_has_its_own_time() {
        OutboundMessage older = awaited("id-1");
        pass(Duration.ofSeconds(4));
        OutboundMessage younger = awaited("id-2");
        pass(Duration.ofSeconds(4));
        assertThat(older.confirm()).isCompletedExceptionally();
        assertThat(younger.confirm()).isNotDone();
        pass(Duration.ofSeconds(1));
        assertThat(younger.confirm()).isCompletedExceptionally();
    }

    @Test
    void a_confirm_that_came_stays_what_it_is() {
        OutboundMessage message = awaited("id-1");
        message.confirm().complete(null);
        pass(Duration.ofSeconds(9));
        assertThat(overdue.isOverdue()).isFalse();
        assertThat(message.confirm()).isCompletedWithValue(null);
    }

    @Test
    void one_that_is_late_while_others_are_confirmed_does_not_make_the_broker_silent() {
        OutboundMessage late = awaited("id-1");
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        overdue.confirmed();
        now.addAndGet(TimeUnit.SECONDS.toNanos(3));
        assertThat(overdue.isOverdue()).isTrue();
        assertThat(overdue.isSilent()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(2));
        assertThat(late.confirm()).isNotDone();
        assertThat(overdue.isSilent()).isTrue();
    }

    @Test
    void a_broker_that_is_asked_for_nothing_is_not_silent() {
        now.addAndGet(TimeUnit.SECONDS.toNanos(60));
        assertThat(overdue.isSilent()).isFalse();
        awaited("id-1");
        assertThat(overdue.isSilent()).isFalse();
        now.addAndGet(TimeUnit.SECONDS.toNanos(5));
        assertThat(overdue.isSilent()).isTrue();
    }

    @Test
    void one_that_comes_while_all_others_fail_is_not_forgotten() {
        for (Runnable look : List.<Runnable>of(overdue::isOverdue, overdue::failOverdue)) {
            OutboundMessage next = comingWhileAllFail(look);
            assertThat(next.confirm()).isNotDone();
            pass(Duration.ofSeconds(5));
            assertThat(next.confirm()).isCompletedExceptionally();
        }
    }

    @Test
    void without_a_connection_all_that_is_awaited_fails_at_once() {
        OutboundMessage confirmed = awaited("id-1");
        confirmed.confirm().complete(null);
        assertThat(overdue.areAllSettled()).isTrue();
        OutboundMessage open = awaited("id-2");
        assertThat(overdue.areAllSettled()).isFalse();
        overdue.failAll(new OutageFailure("The connection was lost"));
        assertThat(confirmed.confirm()).isCompletedWithValue(null);
        assertThatThrownBy(() -> open.confirm().get()).hasMessageContaining("The connection was lost");
    }

    @Test
    void while_nobody_waits_a_look_is_due_only_when_somebody_has_begun_to() {
        Duration soon = Duration.ofMillis(100);
        assertThat(overdue.nextLook(soon)).isEqualTo(Duration.ofSeconds(5));
        OutboundMessage message = OutboundMessage.toQueue("history", "id-1", Map.of(), new byte[0]);
        assertThat(overdue.await(List.of(message))).isTrue();
        assertThat(overdue.nextLook(soon)).isEqualTo(soon);
        OutboundMessage next = OutboundMessage.toQueue("history", "id-2", Map.of(), new byte[0]);
        assertThat(overdue.await(List.of(next))).isFalse();
        message.confirm().complete(null);
        assertThat(overdue.nextLook(soon)).isEqualTo(soon);
        next.confirm().complete(null);
        assertThat(overdue.nextLook(soon)).isEqualTo(Duration.ofSeconds(5));
    }

    /** The others fail in the middle of this look. */
    private OutboundMessage comingWhileAllFail(Runnable look) {
        OutboundMessage next = OutboundMessage.toQueue("history", "id-2", Map.of(), new byte[0]);
        OutboundMessage first = new OutboundMessage(
                "", "history", "id-1", Map.of(), new byte[0], false, null, new CompletableFuture<>() {
                    @Override
                    public boolean isDone() {
                        if (!super.isDone()) {
                            overdue.failAll(new OutageFailure("The connection was lost"));
                            overdue.await(List.of(next));
                        }
                        return true;
                    }
                });
        overdue.await(List.of(first));
        look.run();
        return next;
    }

    private OutboundMessage awaited(String id) {
        OutboundMessage message = OutboundMessage.toQueue("history", id, Map.of(), new byte[0]);
        overdue.await(List.of(message));
        return message;
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
        overdue.failOverdue();
    }
}
