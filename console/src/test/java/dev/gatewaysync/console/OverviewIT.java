package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.messaging.ConfirmedPublisher;
import dev.gatewaysync.storage.operator.WaitingEvents;
import dev.gatewaysync.testkit.Infra;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class OverviewIT {
    private RunningConsole console;

    @BeforeEach
    void start() {
        console = RunningConsole.start(Infra.start().wiped().settings());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void what_is_left_of_discords_limits_is_what_the_publisher_says() {
        assertThat(console.api("/status").at("/limits/limits").size()).isZero();
        says("""
                {"limits":[{"name":"Webhook posts to #updates","left":12,"of":30,"seconds":60}],"stoppedForSeconds":0}""");
        assertThat(console.api("/status").at("/limits/limits/0/left").asInt(0)).isEqualTo(12);
        assertThat(overview())
                .contains("Webhook posts to #updates", "value=\"12\"")
                .doesNotContain("refused so much");

        says("{\"limits\":[],\"stoppedForSeconds\":90}");
        assertThat(overview()).contains("nothing is sent for 90 s");
        says("{\"limits\":[],\"stoppedForSeconds\":0,\"session\":\"Discord does not tell the bot its gateway\"}");
        assertThat(overview()).contains("Discord does not tell the bot its gateway");
        says("no JSON <b>");
        assertThat(overview()).doesNotContain("no JSON");
    }

    @Test
    void what_quiet_hours_and_digests_hold_back_is_said_with_when_it_is_due() {
        assertThat(console.api("/status").path("held").size()).isZero();
        assertThat(overview()).doesNotContain("Held until its time");
        held("e1", "announcements", "digest:1:1000", 2_000);
        held("e2", "announcements", "digest:1:1000", 3_000);
        held("e3", "dev-log", null, 1_000);

        JsonNode held = console.api("/status").path("held");

        assertThat(held.valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"target\":\"dev-log\",\"reason\":\"quiet\",\"deliveries\":1,\"until\":\"1970-01-01T00:00:01Z\"}",
                        "{\"target\":\"announcements\",\"reason\":\"digest\",\"deliveries\":2,\"until\":\"1970-01-01T00:00:02Z\"}");
        assertThat(overview()).contains("Held until its time", "quiet hours");
    }

    @Test
    void categories_without_a_channel_are_one_folded_line_and_a_target_that_is_missing_stays_a_row() {
        JdbcClient jdbc = console.bean(JdbcClient.class);
        for (String name : List.of("category:tools", "category:games", "dev-log")) {
            jdbc.sql(
                            "INSERT INTO discord_target (name, status, reason, since) VALUES (:name, 'missing', 'Not in the server', 0)")
                    .param("name", name)
                    .update();
        }
        String page = console.get("/system", RunningConsole.OPS).body();
        assertThat(page)
                .contains("2 categories have no channel of their own", "games, tools", ">dev-log</th>")
                .doesNotContain("category:tools");
        jdbc.sql("UPDATE discord_target SET status = 'active', channel = 'tools' WHERE name = 'category:tools'")
                .update();
        assertThat(console.get("/system", RunningConsole.OPS).body())
                .contains("1 category has no channel of its own", ">category:tools</th>");
        jdbc.sql("DELETE FROM discord_target").update();
    }

    @Test
    void of_a_thousand_targets_those_that_work_are_folded_and_those_that_do_not_come_first() {
        JdbcClient jdbc = console.bean(JdbcClient.class);
        for (int n = 0; n < 999; n++) {
            jdbc.sql("INSERT INTO discord_target (name, channel, status, since) VALUES (:name, 'c', 'active', 0)")
                    .param("name", "place-" + n)
                    .update();
        }
        jdbc.sql(
                        "INSERT INTO discord_target (name, status, reason, since) VALUES ('zoo', 'dead', 'Unknown Channel', 0)")
                .update();
        String page = console.get("/system", RunningConsole.OPS).body();
        assertThat(page).contains("<details id=\"working\">", "999 targets work", ">place-998</th>");
        assertThat(page.indexOf(">zoo</th>")).isBetween(1, page.indexOf("999 targets work"));
        jdbc.sql("DELETE FROM discord_target WHERE name LIKE 'place-%' AND name > 'place-1'")
                .update();
        assertThat(console.get("/system", RunningConsole.OPS).body())
                .doesNotContain("targets work")
                .contains(">place-0</th>");
        jdbc.sql("DELETE FROM discord_target").update();
    }

    private void held(String event, String target, @Nullable String batch, long notBefore) {
        console.bean(JdbcClient.class)
                .sql("""
                        INSERT INTO delivery (event_id, target, status, attempts, body, planned_at, at, held, batch_id, not_before)
                        VALUES (:event, :target, 'pending', 0, '{}', 0, 0, 2, :batch, :due)""")
                .param("event", event)
                .param("target", target)
                .param("batch", batch)
                .param("due", notBefore)
                .update();
    }

    @Test
    void a_queue_says_since_when_it_has_not_been_empty() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> console.api("/status").path("queues").size() > 0);
        Instant before = Instant.now();
        assertThat(queue("history").path("waitingSince").isNull()).isTrue();
        console.bean(ConfirmedPublisher.class).publishToQueue("history", "e1", Map.of(), new byte[] {'{', '}'});
        await().atMost(Duration.ofSeconds(60))
                .until(() -> queue("history").path("messages").asInt(0) == 1);
        Instant since = Instant.parse(queue("history").path("waitingSince").asString(""));
        assertThat(since).isBetween(before.minusSeconds(1), Instant.now());
        assertThat(queue("history").path("waitingSince").asString(""))
                .as("it stays until the queue is empty")
                .isEqualTo(since.toString());
        assertThat(overview()).contains("Nobody works on the queue history");
        console.take("history");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> queue("history").path("waitingSince").isNull());
    }

    @Test
    void accepted_events_that_wait_for_the_broker_are_counted_over_all_instances() {
        WaitingEvents told = new WaitingEvents(console.bean(JdbcClient.class), InstantSource.system());
        Instant since = Instant.now().minusSeconds(600);
        told.tell("a", new WaitingEvents.Waiting(100, since));
        told.tell("b", new WaitingEvents.Waiting(6, since.plusSeconds(60)));
        String sentence = "106 accepted events wait since " + since.truncatedTo(ChronoUnit.SECONDS)
                + ": the broker does not store them";
        assertThat(console.api("/status").path("needs").toString()).contains(sentence);
        assertThat(overview()).contains(sentence);
        told.forget("a");
        told.forget("b");
        assertThat(overview()).doesNotContain("accepted event");
    }

    @Test
    void what_is_late_missing_or_nearly_full_is_said_with_since_when_and_what_to_do() {
        everythingWorks();
        JdbcClient jdbc = console.bean(JdbcClient.class);
        jdbc.sql("INSERT INTO schedule_state (name, overdue_at) VALUES ('quick-sync', 60000)")
                .update();
        assertThat(needs().toString())
                .contains(
                        "{\"rule\":\"sync-overdue\",\"subject\":\"quick-sync\",\"urgent\":false,"
                                + "\"text\":\"No quick sync has succeeded in time; none has yet\","
                                + "\"since\":\"1970-01-01T00:01:00Z\",\"advice\":\"Run ./gateway sync, which prints what is wrong\"");
        jdbc.sql("DELETE FROM schedule_state").update();
        jdbc.sql(
                        "INSERT INTO catalog_category (id, name, position, unread, problem, updated_at) VALUES ('a', 'Anime', 1, 1, 'HTTP 404', 0)")
                .update();
        await().untilAsserted(() -> assertThat(rules()).containsExactly("catalogue-drift"));
        jdbc.sql("DELETE FROM catalog_category").update();
        disk(100L << 20);
        assertThat(overview()).contains("The disk of /backups (sync-worker) is nearly full: 100 MiB are free");
        disk(60L << 30);
        console.bean(StringRedisTemplate.class)
                .opsForValue()
                .set(
                        "gateway:app:certificate",
                        Instant.now().plus(Duration.ofDays(13)).toString());
        await().untilAsserted(() -> assertThat(rules()).containsExactly("certificate"));
        console.bean(StringRedisTemplate.class).delete("gateway:app:certificate");
        everythingWorks();
    }

    /** But for the services, none of which runs here. */
    private void everythingWorks() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(rules()).isEmpty());
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>();
        needs().forEach(need -> rules.add(need.path("rule").asString("")));
        rules.removeAll(Set.of("service-down", "discord"));
        return rules;
    }

    private JsonNode needs() {
        return console.api("/status").path("needs");
    }

    private void disk(long free) {
        console.bean(StringRedisTemplate.class)
                .opsForHash()
                .put(
                        "gateway:disk",
                        "sync-worker /backups",
                        "{\"service\":\"sync-worker\",\"folder\":\"/backups\",\"free\":" + free + ",\"total\":"
                                + (80L << 30) + ",\"at\":\"" + Instant.now() + "\"}");
    }

    private void says(String limits) {
        console.bean(StringRedisTemplate.class).opsForValue().set("gateway:discord:limits", limits);
    }

    private JsonNode queue(String name) {
        for (JsonNode queue : console.api("/status").path("queues")) {
            if (queue.path("name").asString("").equals(name)) {
                return queue;
            }
        }
        throw new AssertionError("There is no queue " + name);
    }

    private String overview() {
        return console.send(console.request("/").header("Cookie", console.session(RunningConsole.OPS)))
                .body();
    }
}
