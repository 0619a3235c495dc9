package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.history.CardRef;
import dev.gatewaysync.testkit.Infra;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AuditIT {
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
    void wrong_tokens_are_noted_once_a_minute_and_address_at_the_login_page_and_at_the_api() {
        for (int tries = 0; tries < 30; tries++) {
            console.login("a-wrong-token-of-mine");
            console.get("/api/v1/status", "another-wrong-token");
        }
        JsonNode audit = console.api("/audit").path("audit");
        assertThat(audit.size()).isEqualTo(2);
        assertThat(audit.get(1).path("action").asString("")).isEqualTo("wrong-token");
        assertThat(audit.get(1).path("subject").asString("")).isEqualTo("login page");
        assertThat(audit.get(0).path("action").asString("")).isEqualTo("wrong-token");
        assertThat(audit.get(0).path("subject").asString("")).isEqualTo("API");
        assertThat(audit.get(0).path("address").asString("")).isEqualTo("127.0.0.1");
        assertThat(audit.toString()).doesNotContain("a-wrong-token-of-mine", "another-wrong-token");
    }

    @Test
    void the_log_can_be_asked_for_from_a_time_on_and_shows_on_the_page_from_where() {
        console.session(RunningConsole.OPS);
        assertThat(console.api("/audit?since=1h").path("audit").size()).isEqualTo(1);
        assertThat(console.api("/audit?since=2099-01-01").path("audit").size()).isZero();
        assertThat(console.get("/api/v1/audit?since=yesterday", RunningConsole.OPS)
                        .statusCode())
                .isEqualTo(400);
        String page = console.send(console.request("/system").header("Cookie", console.session(RunningConsole.OPS)))
                .body();
        assertThat(page).contains("<code>127.0.0.1</code>");
    }

    @Test
    void an_update_is_meant_by_the_beginning_of_its_id_and_by_the_sign_of_its_card() {
        JdbcClient jdbc = console.bean(JdbcClient.class);
        IntStream.range(1, 3)
                .forEach(n -> jdbc.sql("""
                        INSERT INTO event (id, type, source, occurred_at, received_at, recorded_at, description, category,
                          priority, details) VALUES (?, 'bug-fixed', 'main-app', 1, ?, 1, 'Bug', 'features', 'normal', '{}')""")
                        .params("01a2248b-0000-4000-8000-00000000000" + n, n)
                        .update());
        jdbc.sql("""
                        INSERT INTO delivery (event_id, target, status, body, card_ref, planned_at, at)
                        VALUES ('01a2248b-0000-4000-8000-000000000002', 'announcements', 'sent', '{}', '45cca449', 1, 1)""").update();
        assertThat(console.api("/updates/01A2248b-0000-4000-8000-000000000001")
                        .path("id")
                        .asString(""))
                .endsWith("1");
        for (String sign : List.of("45cca449", CardRef.shown("45cca449").replace("#", "%23"))) {
            assertThat(console.api("/updates/" + sign).path("id").asString(""))
                    .as(sign)
                    .endsWith("2");
        }
        assertThat(console.get("/api/v1/updates/01a2248b", RunningConsole.OPS).body())
                .contains("Several updates are meant by 01a2248b");
        assertThat(console.get("/api/v1/updates/0", RunningConsole.OPS).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_suspicious_sync_is_asked_about_on_the_page_and_never_green() {
        JdbcClient jdbc = console.bean(JdbcClient.class);
        jdbc.sql("""
                        INSERT INTO sync_run (id, kind, trigger_name, started_at, finished_at, outcome, added, updated,
                          removed, requests, not_modified, bytes, problems)
                        VALUES ('r1', 'full', 'operator', 1, 2, 'suspicious', 0, 0, 0, 0, 0, 0, '[]')""").update();
        String page = console.send(console.request("/catalogue").header("Cookie", console.session(RunningConsole.OPS)))
                .body();
        assertThat(page)
                .contains(
                        "Yes, sync with force",
                        "./gateway sync --full --force",
                        "<span class=\"state bad\">suspicious</span>");
        assertThat(console.api("/status").path("needs").toString()).contains("run it again with --force");
    }
}
