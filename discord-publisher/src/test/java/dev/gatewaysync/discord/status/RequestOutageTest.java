package dev.gatewaysync.discord.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestOutageTest {
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");
    private static final Route POST = Route.bot("POST", "/channels/{channel.id}/messages", "1");
    private static final Route GET = Route.bot("GET", "/guilds/{guild.id}/channels", "2");

    private final SettableClock clock = new SettableClock(NOON);
    private final RequestOutage outage = new RequestOutage(clock);

    @Test
    void three_failures_in_a_row_over_five_seconds_are_an_outage_with_its_beginning() {
        answered(POST, 503);
        answered(POST, 502);
        clock.advance(Duration.ofSeconds(5));
        assertThat(outage.current()).isEmpty();
        answered(POST, 503);
        assertThat(outage.current())
                .hasValueSatisfying(problem -> assertThat(problem.since()).isEqualTo(NOON))
                .hasValueSatisfying(
                        problem -> assertThat(problem.reason())
                                .startsWith(
                                        "Discord answers 503 to POST /channels/{channel.id}/messages, 3 requests in a row failed"));
    }

    @Test
    void three_failures_within_a_moment_are_none_yet() {
        for (int i = 0; i < 3; i++) {
            answered(POST, 500);
        }
        assertThat(outage.current()).isEmpty();
        clock.advance(Duration.ofSeconds(5));
        assertThat(outage.current()).isPresent();
    }

    @Test
    void any_answer_but_a_server_error_ends_it_for_that_kind_of_request_alone() {
        failing(POST);
        failing(GET);
        assertThat(outage.current())
                .hasValueSatisfying(problem -> assertThat(problem.since()).isEqualTo(NOON));
        answered(POST, 429);
        assertThat(outage.current())
                .hasValueSatisfying(
                        problem -> assertThat(problem.reason()).contains("GET /guilds/{guild.id}/channels"));
        answered(GET, 200);
        assertThat(outage.current()).isEmpty();
    }

    @Test
    void another_channel_that_answers_does_not_hide_one_that_does_not() {
        for (int i = 0; i < 3; i++) {
            answered(POST, 503);
            answered(Route.bot("POST", "/channels/{channel.id}/messages", "2"), 200);
            clock.advance(Duration.ofSeconds(3));
        }
        assertThat(outage.current()).isPresent();
    }

    @Test
    void two_requests_of_any_kind_that_hang_one_after_the_other_are_enough() {
        answered(POST, 0);
        clock.advance(Duration.ofSeconds(16));
        assertThat(outage.current()).isEmpty();
        answered(GET, 0);
        assertThat(outage.current()).isPresent();
    }

    @Test
    void what_fails_together_is_named_by_the_one_that_began_and_how_many_others_there_are() {
        answered(POST, 0);
        clock.advance(Duration.ofSeconds(8));
        answered(GET, 503);
        clock.advance(Duration.ofSeconds(8));
        assertThat(reason())
                .startsWith(
                        "Discord does not answer POST /channels/{channel.id}/messages and one other kind of request,"
                                + " 2 requests in a row failed");
        answered(Route.bot("PATCH", "/channels/{channel.id}", "3"), 502);
        answered(Route.bot("POST", "/channels/{channel.id}/messages", "4"), 502);
        assertThat(reason())
                .startsWith(
                        "Discord does not answer POST /channels/{channel.id}/messages and 2 other kinds of requests,"
                                + " 4 requests in a row failed");
    }

    @Test
    void of_several_kinds_that_fail_while_others_are_answered_the_one_that_began_is_named() {
        for (int i = 0; i < 3; i++) {
            answered(GET, 502);
            clock.advance(Duration.ofSeconds(1));
            answered(POST, 503);
            answered(Route.bot("GET", "/users/@me", ""), 200);
            clock.advance(Duration.ofSeconds(2));
        }
        assertThat(reason())
                .startsWith("Discord answers 502 to GET /guilds/{guild.id}/channels and one other kind of request,"
                        + " 3 requests in a row failed");
        answered(GET, 200);
        assertThat(reason()).startsWith("Discord answers 503 to POST /channels/{channel.id}/messages, 3 requests");
    }

    private String reason() {
        return outage.current().orElseThrow().reason();
    }

    @Test
    void no_answer_at_all_is_an_outage_too() {
        answered(POST, 0);
        answered(POST, 0);
        clock.advance(Duration.ofSeconds(6));
        answered(POST, 0);
        assertThat(outage.current())
                .hasValueSatisfying(problem -> assertThat(problem.reason()).startsWith("Discord does not answer POST"));
    }

    @Test
    void what_nobody_asks_for_any_more_is_forgotten_after_a_minute() {
        failing(POST);
        clock.advance(Duration.ofSeconds(57));
        assertThat(outage.current()).isPresent();
        clock.advance(Duration.ofSeconds(1));
        assertThat(outage.current()).isEmpty();
        answered(POST, 503);
        clock.advance(Duration.ofSeconds(6));
        assertThat(outage.current()).as("one failure after it begins anew").isEmpty();
    }

    private void failing(Route route) {
        for (int i = 0; i < 3; i++) {
            answered(route, 503);
            clock.advance(Duration.ofSeconds(3));
        }
    }

    private void answered(Route route, int status) {
        outage.finished(new RequestReport(route, status, Duration.ZERO, Duration.ZERO, null));
    }
}
