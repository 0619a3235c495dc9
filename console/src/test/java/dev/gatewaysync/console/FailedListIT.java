package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.history.AttemptExchange;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Failed messages with their names and causes, and how an operator finds some of them. */
class FailedListIT {
    private static final String GONE =
            "POST /webhooks/{webhook.id}/{webhook.token} was answered 404, code 10015: Unknown Webhook";
    private static final String FORM = "POST /channels/{channel.id}/messages was answered 400, code 50035: Invalid Form"
            + " Body {\"embeds\":{\"0\":{\"title\":{\"_errors\":[{\"message\":\"Must be 256 or fewer in length.\"}]}}}}";

    private RunningConsole console;
    private String cookie;

    @BeforeEach
    void start() {
        console = RunningConsole.start(Infra.start().wiped().settings());
        FailedRows.add(
                console.database(),
                new FailedRows.Row("m1", "discord", "announcements", "Bug fixed: Umlauts", GONE, 1_000));
        FailedRows.add(
                console.database(),
                new FailedRows.Row(
                        "m2",
                        "discord",
                        "announcements",
                        "Deployed 2.0",
                        "The channel or webhook is gone: updates; " + GONE,
                        2_000));
        FailedRows.add(console.database(), new FailedRows.Row("m3", "discord", "dev-log", "Deployed 2.0", FORM, 3_000));
        FailedRows.add(
                console.database(),
                new FailedRows.Row(
                        "m4",
                        "main-app",
                        null,
                        "Feedback from ann: ÄRGER",
                        "The main app refuses event e: HTTP 410",
                        4_000));
        cookie = console.session(RunningConsole.OPS);
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void each_says_what_it_is_where_it_failed_and_why() {
        JsonNode failed = console.api("/failed").path("failed");
        assertThat(failed.findValuesAsString("title"))
                .contains("Feedback from ann: ÄRGER", "Deployed 2.0", "Bug fixed: Umlauts");
        JsonNode form = failed.get(1);
        assertThat(form.path("target").asString("")).isEqualTo("dev-log");
        assertThat(form.path("why").asString(""))
                .isEqualTo(
                        "Discord does not accept the message's form: embeds[0].title: Must be 256 or fewer in length");
        assertThat(form.path("error").asString("")).as("what was there stays").isEqualTo(FORM);
        assertThat(failed.get(0).path("target").asString("")).isEqualTo("main-app");
    }

    @Test
    void one_deleted_webhook_is_one_group_with_its_cure() {
        JsonNode groups = console.api("/failed/reasons").path("reasons");
        assertThat(groups.size()).isEqualTo(3);
        JsonNode first = groups.get(0);
        assertThat(first.path("count").asInt(0)).isEqualTo(2);
        assertThat(first.path("reason").path("title").asString("")).isEqualTo("The webhook was deleted");
        assertThat(first.path("reason").path("target").asString("")).isEqualTo("announcements");
        assertThat(first.path("reason").path("code").asInt(0)).isEqualTo(10015);
        assertThat(ids("reason=" + first.path("reason").path("id").asString("")))
                .containsExactly("m2", "m1");
        assertThat(ids("reason=10015")).containsExactly("m2", "m1");
    }

    @Test
    void some_are_found_by_type_target_queue_time_and_words() {
        assertThat(ids("target=dev-log")).containsExactly("m3");
        assertThat(ids("target=main-app")).containsExactly("m4");
        assertThat(ids("queue=discord&target=announcements")).containsExactly("m2", "m1");
        assertThat(ids("type=bug-fixed")).hasSize(4);
        assertThat(ids("type=app-deployed")).isEmpty();
        assertThat(ids("since=1970-01-01T00:00:02Z&until=1970-01-01T00:00:04Z")).containsExactly("m3", "m2");
        assertThat(ids("q=deployed%20webhook")).containsExactly("m2");
        assertThat(ids("q=%C3%A4rger")).containsExactly("m4");
        assertThat(ids("q=embeds%5B0%5D.title")).containsExactly("m3");
        assertThat(ids("q=nothing-like-that")).isEmpty();
        assertThat(ids("sort=oldest")).containsExactly("m1", "m2", "m3", "m4");
        assertThat(ids("sort=title")).containsExactly("m1", "m2", "m3", "m4");
    }

    @Test
    void an_unknown_type_or_target_is_named_with_the_nearest_word() {
        assertThat(refused("type=bugfixed")).contains("There is no type 'bugfixed'; did you mean 'bug-fixed'?");
        assertThat(refused("target=main-ap")).contains("There is no target 'main-ap'; did you mean 'main-app'?");
        assertThat(refused("queue=discrod")).contains("There is no queue 'discrod'; did you mean 'discord'?");
        assertThat(refused("until=soon")).contains("until must be a time");
        assertThat(refused("sort=size")).contains("sort must be one of newest, oldest");
    }

    @Test
    void a_replay_takes_what_the_list_shows() {
        HttpResponse<String> plan = console.post(
                "/api/v1/failed/replay", RunningConsole.OPS, "{\"target\":\"announcements\",\"q\":\"umlauts\"}");
        assertThat(EventJson.mapper().readTree(plan.body()).path("count").asInt(0))
                .isEqualTo(1);
    }

    @Test
    void the_page_has_the_same_in_its_address_and_needs_no_script() {
        String page = page("/failed?target=announcements&q=deployed&sort=oldest");
        assertThat(page)
                .contains("The webhook was deleted", "Make a new one in the channel&#39;s settings", "Deployed 2.0")
                .contains("value=\"deployed\"")
                .contains("/failed/preview?reason=")
                .doesNotContain("Umlauts")
                .doesNotContain("{webhook.token}");
        String preview = page("/failed/preview?ids=m3&ids=m1");
        assertThat(preview).contains("Replay 2 messages", "Bug fixed: Umlauts", "dev-log");
        assertThat(page("/failed/preview?all=true&target=dev-log"))
                .contains("Replay 1 message?", "name=\"target\" value=\"dev-log\"");
        assertThat(page("/failed/m3"))
                .contains("<h1>Deployed 2.0</h1>", "Discord&#39;s code 50035", "embeds[0].title", "Discard…");
    }

    @Test
    void every_attempt_shows_what_was_sent_and_answered_and_an_update_has_its_own_replay() {
        EventEnvelope event = EventEnvelope.of(
                "event-m3", Source.MAIN_APP, Instant.ofEpochMilli(3_000), new BugFixed("Umlauts", null, null));
        DeliveredRows.add(console.database(), event, "announcements", "dev-log");
        console.database()
                .jdbc()
                .sql("UPDATE delivery SET status = 'failed' WHERE target = 'dev-log'")
                .update();
        AttemptExchange exchange = new AttemptExchange(
                "POST", "/channels/{channel.id}/messages", 400, 87, "{\"content\":\"<b>\"}", "not JSON", null);
        console.database().jdbc().sql("""
                        INSERT INTO delivery_attempt (event_id, target, attempt, at, outcome, error, exchange)
                        VALUES ('event-m3', 'dev-log', 1, 3000, 'failed', 'refused', :exchange)""").param("exchange", exchange.json()).update();

        JsonNode attempt = console.api("/failed/m3").path("history").get(0);
        assertThat(attempt.path("exchange").path("response").asString("")).isEqualTo("not JSON");
        assertThat(attempt.path("exchange").path("durationMs").asInt(0)).isEqualTo(87);
        assertThat(console.api("/updates/event-m3")
                        .at("/deliveries/1/history/0/exchange/status")
                        .asInt(0))
                .isEqualTo(400);
        assertThat(page("/failed/m3")).contains("HTTP 400 in 87 ms", "&lt;b&gt;", "not JSON");
        assertThat(page("/updates/event-m3"))
                .contains("HTTP 400 in 87 ms", "Replay this…", "/failed/preview?ids=m3")
                .doesNotContain("/failed/preview?ids=m1");
    }

    private List<String> ids(String query) {
        return console.api("/failed?" + query).path("failed").findValuesAsString("id").stream()
                .filter(id -> id.startsWith("m"))
                .toList();
    }

    private String refused(String query) {
        HttpResponse<String> answer = console.get("/api/v1/failed?" + query, RunningConsole.OPS);
        assertThat(answer.statusCode()).isEqualTo(400);
        return EventJson.mapper().readTree(answer.body()).path("detail").asString("");
    }

    private String page(String path) {
        HttpResponse<String> answer = console.send(console.request(path).header("Cookie", cookie));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
