package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What can be read: health, history and statistics. */
class QueryIT {
    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
        for (int i = 1; i <= 30; i++) {
            record("e" + i, i % 2 == 0 ? "app-deployed" : "bug-fixed", i % 3 == 0 ? "github" : "main-app", 1000L * i);
        }
        jdbc().sql("INSERT INTO delivery_plan VALUES ('e30', 0, 40000)").update();
        jdbc().sql("INSERT INTO event_count VALUES ('app-deployed', 15)").update();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void health_is_public_and_names_every_part() {
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        redis.opsForValue().set("gateway:discord:status", "webhook-only");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Reply reply = ingest.send(ingest.request("/health").GET());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text())
                    .matches(
                            "\\{\"status\":\"healthy\",\"timestamp\":\"[^\"]+Z\",\"webhook\":\"active\",\"discord\":\"webhook-only\","
                                    + "\"broker\":\"connected\",\"redis\":\"connected\",\"database\":\"connected\"}");
        });
    }

    @Test
    void a_publisher_that_reports_no_more_is_said_so() {
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        redis.opsForValue().set("gateway:discord:status", "connected");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ingest.send(ingest.request("/health").GET()).text().contains("\"connected\",\"broker\""));
        redis.delete("gateway:discord:status");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode health = ingest.send(ingest.request("/health").GET()).json();
            assertThat(health.path("status").asString()).isEqualTo("degraded");
            assertThat(health.path("discord").asString()).isEqualTo("disconnected");
            assertThat(health.at("/problems/0/reason").asString()).startsWith("No discord-publisher reports any more");
        });
        redis.opsForValue().set("gateway:discord:status", "connected");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ingest.send(ingest.request("/health").GET()).text().contains("\"healthy\""));
    }

    @Test
    void health_is_degraded_with_the_reason_while_discord_is() {
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        redis.opsForValue().set("gateway:discord:status", "degraded");
        redis.opsForValue()
                .set(
                        "gateway:discord:problems",
                        "[{\"reason\":\"Discord answers 503\",\"since\":\"2025-09-06T12:00:00Z\"}]");
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            Reply reply = ingest.send(ingest.request("/health").GET());
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text())
                    .contains("\"status\":\"degraded\"", "\"discord\":\"degraded\"")
                    .endsWith("\"problems\":[{\"part\":\"discord\",\"reason\":\"Discord answers 503\","
                            + "\"since\":\"2025-09-06T12:00:00Z\"}]}");
        });
        redis.delete("gateway:discord:problems");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ingest.send(ingest.request("/health").GET()).text().contains("\"healthy\""));
    }

    @Test
    void health_is_degraded_while_a_sync_is_overdue_or_a_message_waits_too_long_and_healthy_after() {
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        redis.opsForValue().set("gateway:discord:status", "connected");
        jdbc().sql("INSERT INTO schedule_state (name, overdue_at) VALUES ('full-sync', 60000)")
                .update();
        jdbc().sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                        VALUES ('e1', 'announcements', 'pending', '{}', 120000, 0)""").update();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode health = ingest.send(ingest.request("/health").GET()).json();
            assertThat(health.path("status").asString()).isEqualTo("degraded");
            assertThat(health.path("discord").asString()).isEqualTo("degraded");
            assertThat(health.path("sync").asString()).isEqualTo("degraded");
            assertThat(health.path("problems").toString())
                    .contains(
                            "{\"part\":\"discord\",\"reason\":\"1 for announcements waits to be shown in Discord, the oldest"
                                    + " since 1970-01-01T00:02:00Z\",\"since\":\"1970-01-01T00:02:00Z\"}",
                            "{\"part\":\"sync\",\"reason\":\"No full sync has succeeded in time; none has yet\","
                                    + "\"since\":\"1970-01-01T00:01:00Z\"}");
        });
        jdbc().sql("DELETE FROM schedule_state").update();
        jdbc().sql("DELETE FROM delivery WHERE status = 'pending'").update();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode health = ingest.send(ingest.request("/health").GET()).json();
            assertThat(health.path("status").asString()).isEqualTo("healthy");
            assertThat(health.path("discord").asString()).isEqualTo("connected");
            assertThat(health.has("sync")).isFalse();
        });
    }

    @Test
    void health_is_degraded_while_discord_refuses_a_place_but_not_while_an_operator_has_stopped_one() {
        StringRedisTemplate redis = ingest.bean(StringRedisTemplate.class);
        redis.opsForValue().set("gateway:discord:status", "connected");
        jdbc().sql("""
                        INSERT INTO discord_target (name, status, reason, since, stopped_at, stopped_by, stopped_reason)
                        VALUES ('announcements', 'dead', 'Unknown Webhook', 60000, NULL, NULL, NULL),
                          ('gaming', 'active', NULL, 60000, 60000, 'ann', 'a holiday')""").update();
        jdbc().sql("""
                        INSERT INTO delivery (event_id, target, status, body, planned_at, at)
                        VALUES ('e2', 'announcements', 'pending', '{}', 120000, 0)""").update();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode health = ingest.send(ingest.request("/health").GET()).json();
            assertThat(health.path("status").asString()).isEqualTo("degraded");
            assertThat(health.path("discord").asString()).isEqualTo("degraded");
            assertThat(health.path("problems").toString())
                    .isEqualTo(
                            "[{\"part\":\"discord\",\"reason\":\"Nothing is sent to announcements: Unknown Webhook\","
                                    + "\"since\":\"1970-01-01T00:01:00Z\"}]");
        });
        jdbc().sql("DELETE FROM discord_target").update();
        jdbc().sql("DELETE FROM delivery WHERE status = 'pending'").update();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ingest.send(ingest.request("/health").GET()).text().contains("\"healthy\""));
    }

    @Test
    void recent_updates_are_the_newest_first() {
        JsonNode updates = ingest.get("/updates/recent").json().path("updates");
        assertThat(updates.size()).isEqualTo(20);
        assertThat(updates.get(0).toString())
                .isEqualTo("{\"id\":\"e30\",\"timestamp\":\"1970-01-01T00:00:30Z\",\"type\":\"app-deployed\","
                        + "\"description\":\"d\",\"details\":{\"version\":\"1\"},\"source\":\"github\",\"category\":\"deployment\","
                        + "\"priority\":\"normal\",\"synced\":true,\"syncedAt\":\"1970-01-01T00:00:40Z\"}");
        assertThat(updates.get(1).path("syncedAt").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "count=500, 30",
        "count=1, 1",
        "type=bug-fixed, 15",
        "type=bug-fixed&count=3, 3",
        "source=github, 10",
        "since=1970-01-01T00:00:21Z, 10",
        "since=1970-01-01T02:00:21+02:00, 10",
        "since=1970-01-01T02:00:21%2B02:00, 10",
        "status=synced, 1",
        "status=failed, 0",
        "'count=100&status=pending', 29",
        "'count=&type=&source=&since=&status=', 20",
        "unknown=1, 20"
    })
    void recent_updates_can_be_filtered(String query, int expected) {
        Reply reply = ingest.get("/updates/recent?" + query);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.json().path("updates").size()).isEqualTo(expected);
    }

    @Test
    void what_no_file_knows_any_more_can_be_looked_for_as_long_as_there_is_some() {
        record("gone", "order-gone", "shop-gone", 500);
        assertThat(ingest.get("/updates/recent?type=order-gone&source=shop-gone")
                        .json()
                        .path("updates")
                        .size())
                .isEqualTo(1);
        jdbc().sql("DELETE FROM event WHERE id = 'gone'").update();
        assertThat(ingest.get("/updates/recent?type=order-gone").status()).isEqualTo(400);
        assertThat(ingest.get("/updates/recent?source=shop-gone").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "count=0, count",
        "count=501, count",
        "count=many, count",
        "count=-1, count",
        "type=nothing, type",
        "source=moon, source",
        "since=yesterday, since",
        "since=%2B999999999-01-01T00:00:00Z, since",
        "status=done, status"
    })
    void a_bad_parameter_is_named(String query, String parameter) {
        Reply reply = ingest.get("/updates/recent?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.json().path("detail").asString()).contains("parameter " + parameter + " must be");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/updates/recent", "/updates/e30"})
    void the_history_is_for_those_with_a_secret(String path) {
        Reply reply = ingest.send(ingest.request(path).GET());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).doesNotContain("e30");
    }

    @Test
    void an_update_has_its_life() {
        JsonNode life = ingest.get("/updates/e30").json();
        assertThat(life.path("id").asString()).isEqualTo("e30");
        assertThat(life.path("synced").asBoolean()).isTrue();
        assertThat(life.path("receivedAt").asString()).isEqualTo("1970-01-01T00:00:30Z");
        assertThat(life.path("deliveries").isArray()).isTrue();
        for (String id : List.of("nothing", "%00", "'%20OR%201=1", "x".repeat(500))) {
            assertThat(ingest.get("/updates/" + id).status()).as(id).isIn(400, 404);
        }
    }

    @Test
    void statistics_are_public_and_complete_while_nothing_is_known() {
        Reply reply = ingest.send(ingest.request("/stats").GET());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().propertyNames())
                .contains(
                        "resourceCount",
                        "categoryCount",
                        "totalUsers",
                        "otherStats",
                        "categories",
                        "reported",
                        "counted",
                        "drift",
                        "updates",
                        "appStatus",
                        "uptime",
                        "lastSync",
                        "discordStatus",
                        "lastUpdated");
        assertThat(reply.json().path("uptime").toString()).isEqualTo("{\"24h\":null,\"7d\":null,\"30d\":null}");
        assertThat(reply.json().path("appStatus").asString()).isEqualTo("unknown");
        assertThat(reply.json().at("/updates/byType/app-deployed").asLong()).isEqualTo(15);
    }

    private static void record(String id, String type, String source, long at) {
        jdbc().sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                                           recorded_at, details)
                        VALUES (:id, :type, :source, 'deployment', 'normal', 'd', :at, :at, :at, '{"version":"1"}')""")
                .param("id", id)
                .param("type", type)
                .param("source", source)
                .param("at", at)
                .update();
    }

    private static JdbcClient jdbc() {
        return ingest.bean(JdbcClient.class);
    }
}
