package dev.gatewaysync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.operator.OperatorRequest;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class OperatorRequestsIT {
    private final Database database = Database.open(Infra.start().wiped().databaseUrl());
    private final SettableClock clock = new SettableClock(Instant.parse("2025-09-06T12:00:00Z"));
    private final OperatorRequests requests = new OperatorRequests(database.jdbc(), clock);
    private final ObjectNode arguments = EventJson.mapper().createObjectNode().put("mode", "full");

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_request_is_taken_by_one_and_answered() {
        String id = requests.submit("sync-worker", "sync", arguments, "operator");
        assertThat(requests.find(id).orElseThrow().answer()).isNull();
        assertThat(requests.take("discord-publisher", "p")).isEmpty();
        assertThat(requests.take("sync-worker", "a")).map(OperatorRequest::id).contains(id);
        assertThat(requests.take("sync-worker", "b")).isEmpty();
        assertThat(requests.progress(id, "a", 40, "reading")).isTrue();
        requests.succeed(id, "a", "done", arguments);
        OperatorRequest.Answer answer = requests.find(id).orElseThrow().answer();
        assertThat(answer).isNotNull();
        assertThat(answer.outcome()).isEqualTo("success");
        assertThat(answer.progress()).isEqualTo(100);
        assertThat(answer.result()).isEqualTo(arguments);
    }

    @Test
    void the_oldest_is_taken_first_and_a_finished_one_never_again() {
        String first = requests.submit("sync-worker", "sync", arguments, "operator");
        clock.advance(java.time.Duration.ofSeconds(1));
        String second = requests.submit("sync-worker", "sync", arguments, "operator");
        assertThat(requests.take("sync-worker", "a")).map(OperatorRequest::id).contains(first);
        requests.fail(first, "a", "no main app");
        clock.advance(OperatorRequests.CLAIM.multipliedBy(2));
        assertThat(requests.take("sync-worker", "a")).map(OperatorRequest::id).contains(second);
    }

    @Test
    void a_dead_holders_request_goes_to_another_and_the_dead_one_changes_it_no_more() {
        String id = requests.submit("sync-worker", "sync", arguments, "operator");
        requests.take("sync-worker", "a");
        clock.advance(OperatorRequests.CLAIM.plusMillis(1));
        assertThat(requests.take("sync-worker", "b")).map(OperatorRequest::id).contains(id);
        assertThat(requests.progress(id, "a", 50, "still here")).isFalse();
        requests.succeed(id, "a", "done by the dead", null);
        OperatorRequest.Answer answer = requests.find(id).orElseThrow().answer();
        assertThat(answer).isNotNull();
        assertThat(answer.isFinished()).isFalse();
    }

    @Test
    void a_request_that_its_holders_die_of_is_given_up_after_two() {
        String id = requests.submit("sync-worker", "backup-verify", arguments, "operator");
        for (String holder : List.of("a", "b")) {
            assertThat(requests.take("sync-worker", holder))
                    .map(OperatorRequest::id)
                    .contains(id);
            clock.advance(OperatorRequests.CLAIM.plusMillis(1));
        }
        String other = requests.submit("sync-worker", "sync", arguments, "operator");
        assertThat(requests.take("sync-worker", "c")).map(OperatorRequest::id).contains(other);
        OperatorRequest.Answer answer = requests.find(id).orElseThrow().answer();
        assertThat(answer).isNotNull();
        assertThat(answer.outcome()).isEqualTo("failed");
        assertThat(answer.message()).startsWith("It was begun 2 times");
    }

    @Test
    void arguments_are_kept_until_the_end_and_never_listed() {
        String id = requests.submit("sync-worker", "sync", arguments, "operator");
        assertThat(requests.recent("sync-worker", 5)).singleElement().satisfies(listed -> {
            assertThat(listed.arguments().isEmpty()).isTrue();
            assertThat(listed.kind()).isEqualTo("sync");
        });
        assertThat(requests.take("sync-worker", "a"))
                .map(OperatorRequest::arguments)
                .contains(arguments);
        requests.succeed(id, "a", "done", arguments);
        OperatorRequest finished = requests.find(id).orElseThrow();
        assertThat(finished.arguments().isEmpty()).isTrue();
        assertThat(requests.recent("sync-worker", 5)).singleElement().satisfies(listed -> {
            assertThat(java.util.Objects.requireNonNull(listed.answer()).outcome())
                    .isEqualTo("success");
            assertThat(listed.answer().result()).isNull();
        });
        String open = requests.submit("sync-worker", "sync", arguments, "operator");
        clock.advance(java.time.Duration.ofDays(31));
        assertThat(requests.deleteFinishedBefore(clock.instant().minus(java.time.Duration.ofDays(30))))
                .isEqualTo(1);
        assertThat(requests.find(id)).isEmpty();
        assertThat(requests.find(open)).isPresent();
    }
}
