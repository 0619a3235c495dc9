package dev.gatewaysync.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkerGroupsTest {
    private final SlowStore store = new SlowStore();
    private final MarkerGroups groups = new MarkerGroups(() -> store);

    @Test
    void a_lone_marker_leaves_at_once() {
        CompletableFuture<?> claim = groups.claim("a", "in-flight");
        assertThat(store.keys()).containsExactly(List.of("a"));
        assertThat(claim).isNotDone();
        store.answer(Map.of());
        assertThat(claim).isCompletedWithValue(null);
    }

    @Test
    void what_comes_while_an_answer_is_awaited_leaves_together_and_in_order() {
        groups.claim("a", "in-flight");
        CompletableFuture<?> put = groups.put("a", "done");
        CompletableFuture<?> claim = groups.claim("b", "in-flight");
        assertThat(store.keys()).hasSize(1);

        store.answer(Map.of());
        assertThat(store.keys()).containsExactly(List.of("a"), List.of("a", "b"));
        assertThat(store.groups.getLast())
                .extracting(MarkerGroups.Marker::isClaim)
                .containsExactly(false, true);
        assertThat(put).isNotDone();

        store.answer(Map.of());
        assertThat(put).isCompleted();
        assertThat(claim).isCompleted();
        groups.claim("c", "in-flight");
        assertThat(store.keys()).endsWith(List.of("c"));
    }

    @Test
    void each_claim_is_told_what_was_there_before_it_and_no_other() {
        groups.claim("first", "in-flight");
        CompletableFuture<?> one = groups.claim("one", "in-flight");
        CompletableFuture<?> two = groups.claim("two", "in-flight");
        store.answer(Map.of());
        store.answer(Map.of(1, "done"));
        assertThat(one).isCompletedWithValue(null);
        assertThat(two.join()).isEqualTo("done");
    }

    @Test
    void a_group_has_an_end_and_the_rest_follows() {
        groups.claim("first", "in-flight");
        IntStream.range(0, MarkerGroups.MOST + 1).forEach(i -> groups.claim("k" + i, "in-flight"));
        store.answer(Map.of());
        assertThat(store.groups.getLast()).hasSize(MarkerGroups.MOST);
        store.answer(Map.of());
        assertThat(store.keys()).endsWith(List.of("k" + MarkerGroups.MOST));
    }

    @Test
    void a_failure_is_told_to_all_who_wait_and_the_next_begins_anew() {
        CompletableFuture<?> sent = groups.claim("a", "in-flight");
        CompletableFuture<?> behind = groups.claim("b", "in-flight");
        store.fail();
        assertThat(sent).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
        assertThat(store.keys()).hasSize(1);

        CompletableFuture<?> later = groups.claim("c", "in-flight");
        store.answer(Map.of());
        assertThat(later).isCompletedWithValue(null);
    }

    @Test
    void without_a_connection_a_marker_fails_at_once_and_so_does_the_next() {
        MarkerGroups away = new MarkerGroups(() -> {
            throw new IllegalStateException("no connection");
        });
        assertThat(away.claim("a", "in-flight")).isCompletedExceptionally();
        assertThat(away.put("a", "done")).isCompletedExceptionally();
    }

    @Test
    void a_store_that_throws_is_as_one_that_fails() {
        MarkerGroups broken = new MarkerGroups(() -> group -> {
            throw new IllegalStateException("closed");
        });
        assertThat(broken.claim("a", "in-flight")).isCompletedExceptionally();
        assertThat(broken.claim("b", "in-flight")).isCompletedExceptionally();
    }

    /** Answers when it is told to. */
    private static final class SlowStore implements MarkerGroups.Store {
        private final List<List<MarkerGroups.Marker>> groups = new ArrayList<>();
        private final List<CompletableFuture<Map<Integer, String>>> answers = new ArrayList<>();

        @Override
        public CompletionStage<Map<Integer, String>> keep(List<MarkerGroups.Marker> group) {
            groups.add(group);
            answers.add(new CompletableFuture<>());
            return answers.getLast();
        }

        void answer(Map<Integer, String> earlier) {
            answers.getLast().complete(earlier);
        }

        void fail() {
            answers.getLast().completeExceptionally(new IllegalStateException("silent"));
        }

        List<List<String>> keys() {
            return groups.stream()
                    .map(group -> group.stream().map(MarkerGroups.Marker::key).toList())
                    .toList();
        }
    }
}
