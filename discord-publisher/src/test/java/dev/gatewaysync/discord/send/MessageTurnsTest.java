package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageTurnsTest {
    private final MessageTurns turns = new MessageTurns();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void while_somebody_edits_a_message_no_look_is_made_at_it_and_other_messages_are_edited() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<Void> editing = CompletableFuture.runAsync(
                () -> take("1", () -> {
                    entered.countDown();
                    end.await();
                    return done.add("edit");
                }),
                threads);
        entered.await();

        turns.takeIfFree("1", () -> done.add("look while it is edited"));
        turns.takeIfFree("2", () -> done.add("look at another"));
        take("2", () -> done.add("edit of another"));
        CompletableFuture<Void> waiting =
                CompletableFuture.runAsync(() -> take("1", () -> done.add("second edit")), threads);
        end.countDown();
        editing.join();
        waiting.join();
        turns.takeIfFree("1", () -> done.add("look"));

        assertThat(done).containsExactly("look at another", "edit of another", "edit", "second edit", "look");
    }

    @Test
    void a_step_may_take_the_turn_of_its_own_message_again() throws Exception {
        assertThat(turns.take("1", () -> turns.take("1", () -> "edited"))).isEqualTo("edited");
    }

    @Test
    void an_edit_or_a_look_that_fails_leaves_the_message_to_others() {
        assertThatThrownBy(() -> turns.take("1", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThatThrownBy(() -> turns.takeIfFree("1", () -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        CompletableFuture.runAsync(() -> take("1", () -> done.add("edit")), threads)
                .join();

        assertThat(done).containsExactly("edit");
    }

    private void take(String messageId, MessageTurns.Step<Boolean> step) {
        try {
            turns.take(messageId, step);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
