package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

class PeopleIT {
    private static final String PASSWORD = "correct horse battery";

    /** One for all: what it remembers is wrong log-ins alone, and whoever sends many has one of his own. */
    private static RunningConsole console;

    @BeforeAll
    static void start() {
        console = RunningConsole.start(Infra.start().wiped().settings());
    }

    @AfterAll
    static void stop() {
        console.close();
    }

    @BeforeEach
    void wipe() {
        Infra.start().wiped();
    }

    @Test
    void a_user_logs_in_by_name_and_password_and_the_audit_log_names_them() {
        add("Ann", "operator", PASSWORD);
        String cookie = RunningConsole.cookie(logIn("ann ", PASSWORD));
        assertThat(page("/", cookie).body()).contains(">Ann<");
        JsonNode entry = console.api("/audit").at("/audit/0");
        assertThat(entry.path("operator").asString("")).isEqualTo("Ann");
        assertThat(entry.path("action").asString("")).isEqualTo("login");
        assertThat(entry.path("proof").asString("")).isEqualTo("password");
        assertThat(entry.path("address").asString("")).isEqualTo("127.0.0.1");
        await().untilAsserted(() -> assertThat(
                        console.api("/users").at("/users/0/lastLoginAt").asString(""))
                .isNotEmpty());
        console.session(RunningConsole.OPS);
        assertThat(console.api("/audit").at("/audit/0/proof").asString("")).isEqualTo("shared token");
    }

    @Test
    void a_password_that_is_not_given_is_made_and_told_once() {
        JsonNode made = made("/users", "{\"name\":\"ann\",\"role\":\"reader\"}");
        String password = made.path("password").asString("");
        assertThat(password).hasSize(20);
        assertThat(logIn("ann", password).statusCode()).isEqualTo(302);
        assertThat(made("/users", "{\"name\":\"ben\",\"role\":\"reader\",\"password\":\"" + PASSWORD + "\"}")
                        .path("password")
                        .asString(""))
                .isEmpty();
        assertThat(console.api("/users").toString() + console.api("/audit"))
                .doesNotContain(password, PASSWORD, "bcrypt", "hash");
        assertThat(console.database()
                        .jdbc()
                        .sql("SELECT password_hash FROM person WHERE id = 'ann'")
                        .query(String.class)
                        .single())
                .startsWith("{bcrypt}$2");
    }

    @Test
    void what_is_no_name_role_or_password_is_refused_in_words() {
        add("ann", "operator", PASSWORD);
        Map<String, Integer> bodies = Map.of(
                "{\"name\":\"../x\",\"role\":\"reader\"}",
                400,
                "{\"name\":\"ben\",\"role\":\"root\"}",
                400,
                "{\"name\":\"ben\",\"role\":\"reader\",\"password\":\"too short\"}",
                400,
                "{\"name\":\"ben\",\"role\":\"reader\",\"password\":\"" + "ü".repeat(37) + "\"}",
                400,
                "{\"name\":\"ANN\",\"role\":\"reader\"}",
                409,
                "{}",
                400);
        bodies.forEach((body, status) -> {
            HttpResponse<String> answer = console.post("/api/v1/users", RunningConsole.OPS, body);
            assertThat(answer.statusCode()).as(body + " " + answer.body()).isEqualTo(status);
            assertThat(answer.body()).doesNotContain("too short\"", "üü");
        });
        assertThat(console.post("/api/v1/users/nobody/remove", RunningConsole.OPS, "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void another_password_ends_the_sessions_of_the_old_one() {
        add("ann", "operator", PASSWORD);
        String cookie = RunningConsole.cookie(logIn("ann", PASSWORD));
        String other = made("/users/ann/password", "{}").path("password").asString("");
        assertThat(page("/", cookie).statusCode()).isEqualTo(303);
        assertThat(logIn("ann", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(logIn("ann", other).statusCode()).isEqualTo(302);
    }

    @Test
    void who_is_removed_is_out_at_once_with_all_tokens_and_does_not_come_back_with_the_name() {
        String admin = adminToken();
        add(admin, "ann", "operator", PASSWORD);
        String token = token(admin, "{\"name\":\"laptop\",\"role\":\"operator\",\"owner\":\"ann\"}");
        String cookie = RunningConsole.cookie(logIn("ann", PASSWORD));
        String other = RunningConsole.cookie(logIn("ann", PASSWORD));
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(200);
        made(admin, "/users/Ann/remove", "{}");
        assertThat(page("/", cookie).statusCode()).isEqualTo(303);
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(401);
        add(admin, "ann", "operator", PASSWORD);
        assertThat(page("/", other).statusCode())
                .as("a session that was not asked for in between")
                .isEqualTo(303);
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(401);
    }

    @Test
    void a_role_counts_from_the_next_request_on_and_a_token_does_not_grow_with_its_owner() {
        String admin = adminToken();
        add(admin, "ann", "operator", PASSWORD);
        String token = token(admin, "{\"name\":\"laptop\",\"role\":\"admin\",\"owner\":\"ann\"}");
        assertThat(console.post("/api/v1/sync", token, "{}").statusCode()).isEqualTo(202);
        made(admin, "/users/ann/role", "{\"role\":\"reader\"}");
        assertThat(console.post("/api/v1/sync", token, "{}").statusCode())
                .as("no more than its owner may")
                .isEqualTo(403);
        made(admin, "/users/ann/role", "{\"role\":\"admin\"}");
        assertThat(console.post("/api/v1/sync", token, "{}").statusCode()).isEqualTo(202);
        assertThat(console.get("/api/v1/users", token).statusCode())
                .as("no more than its owner might when it was made")
                .isEqualTo(403);
        assertThat(page("/people", RunningConsole.cookie(logIn("ann", PASSWORD)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_change_of_people_is_in_the_audit_log() {
        String admin = adminToken();
        add(admin, "ben", "reader", PASSWORD);
        made(admin, "/users/ben/role", "{\"role\":\"operator\"}");
        made(admin, "/users/ben/password", "{}");
        token(admin, "{\"name\":\"laptop\",\"role\":\"admin\",\"owner\":\"ben\"}");
        made(admin, "/tokens/laptop/revoke", "{}");
        made(admin, "/users/ben/remove", "{}");
        List<String> noted = new ArrayList<>();
        EventJson.mapper()
                .readTree(console.get("/api/v1/audit", admin).body())
                .path("audit")
                .forEach(entry -> noted.add(entry.path("action").asString("")
                        + " "
                        + entry.path("subject").asString("")
                        + ", by "
                        + entry.path("operator").asString("")
                        + " with "
                        + entry.path("proof").asString("")));
        assertThat(noted)
                .startsWith(
                        "user-remove ben, by root with token root's",
                        "token-revoke laptop, by root with token root's",
                        "token-add laptop (operator, of ben), by root with token root's",
                        "user-password ben, by root with token root's",
                        "user-role ben (operator, was reader), by root with token root's",
                        "user-add ben (reader), by root with token root's",
                        "token-add root's (admin, of root), by root with password");
    }

    @Test
    void an_operator_changes_nothing_of_people_by_form_or_api() {
        String admin = adminToken();
        add(admin, "ann", "operator", PASSWORD);
        String cookie = RunningConsole.cookie(logIn("ann", PASSWORD));
        Map<String, String> fields = Map.of("name", "ann", "role", "admin");
        for (String path : List.of(
                "/people/users",
                "/people/users/password",
                "/people/users/role",
                "/people/users/remove",
                "/people/tokens",
                "/people/tokens/revoke")) {
            assertThat(posted(cookie, path, fields).statusCode())
                    .as(path + " with the page's token")
                    .isEqualTo(403);
        }
        for (String path : List.of(
                "/users",
                "/users/ann/password",
                "/users/ann/role",
                "/users/ann/remove",
                "/tokens",
                "/tokens/root's/revoke")) {
            assertThat(console.post("/api/v1" + path, RunningConsole.OPS, "{\"name\":\"x\",\"role\":\"admin\"}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(console.get("/api/v1/users", admin).body()).contains("\"role\":\"operator\"");
    }

    @Test
    void a_token_is_told_once_works_as_its_name_and_is_revoked_at_once() {
        String token = token("{\"name\":\"ci\",\"role\":\"operator\",\"expires\":\"90d\"}");
        assertThat(token).matches("gws_[A-Za-z0-9_-]{43}");
        assertThat(console.send(console.request("/api/v1/sync")
                                .header("Authorization", "Bearer " + token)
                                .header("X-Operator", "somebody else")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{}")))
                        .statusCode())
                .isEqualTo(202);
        JsonNode entry = console.api("/audit").at("/audit/0");
        assertThat(entry.path("operator").asString("")).as("no other name").isEqualTo("ci");
        assertThat(entry.path("proof").asString("")).isEqualTo("token ci");
        await().untilAsserted(() -> assertThat(
                        console.api("/tokens").at("/tokens/0/lastUsedAt").asString(""))
                .isNotEmpty());
        JsonNode listed = console.api("/tokens").at("/tokens/0");
        assertThat(listed.path("expiresAt").asString("")).isNotEmpty();
        assertThat(listed.toString() + console.api("/audit")).doesNotContain(token, token.substring(4));
        String cookie = console.session(token);
        assertThat(page("/", cookie).statusCode()).isEqualTo(200);
        made("/tokens/ci/revoke", "{}");
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(401);
        assertThat(page("/", cookie).statusCode()).as("what was opened with it").isEqualTo(303);
    }

    @Test
    void a_token_that_is_expired_lets_nobody_in() {
        String token = token("{\"name\":\"ci\",\"role\":\"reader\",\"expires\":\"1d\"}");
        console.database().jdbc().sql("UPDATE access_token SET expires_at = 1").update();
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(401);
        assertThat(console.api("/tokens").at("/tokens/0/expired").asBoolean(false))
                .isTrue();
        for (String never : List.of("0d", "yesterday", "2020-01-01", "999999d")) {
            assertThat(console.post(
                                    "/api/v1/tokens",
                                    RunningConsole.OPS,
                                    "{\"name\":\"x\",\"role\":\"reader\",\"expires\":\"" + never + "\"}")
                            .statusCode())
                    .as(never)
                    .isEqualTo(400);
        }
    }

    @Test
    void the_shared_operator_token_says_who_the_first_admin_is_and_nothing_of_people_from_then_on() {
        assertThat(console.get("/api/v1/users", RunningConsole.READ).statusCode())
                .isEqualTo(403);
        add("ann", "admin", PASSWORD);
        HttpResponse<String> refused = console.get("/api/v1/users", RunningConsole.OPS);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Only an admin");
        assertThat(console.post("/api/v1/tokens", RunningConsole.OPS, "{\"name\":\"x\",\"role\":\"admin\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(console.post("/api/v1/sync", RunningConsole.OPS, "{}").statusCode())
                .as("all else as before")
                .isEqualTo(202);
    }

    @Test
    void a_wrong_password_is_in_the_audit_log_and_after_ten_wrong_ones_a_right_one_waits_and_a_token_does_not() {
        try (RunningConsole own = RunningConsole.start(Infra.start().settings())) {
            own.post(
                    "/api/v1/users",
                    RunningConsole.OPS,
                    "{\"name\":\"ann\",\"role\":\"operator\",\"password\":\"" + PASSWORD + "\"}");
            for (int tries = 0; tries < 11; tries++) {
                own.get("/api/v1/status", "a-wrong-token");
            }
            for (int tries = 0; tries < 10; tries++) {
                assertThat(logIn(own, "ann", "a wrong password").statusCode())
                        .as("wrong tokens keep no password waiting")
                        .isEqualTo(401);
            }
            HttpResponse<String> right = logIn(own, "ＡＮＮ", PASSWORD);
            assertThat(right.statusCode()).isEqualTo(429);
            assertThat(right.headers().firstValue("Retry-After")).isPresent();
            assertThat(own.login(RunningConsole.OPS).statusCode())
                    .as("a token cannot be guessed")
                    .isEqualTo(302);
            JsonNode audit = own.api("/audit").path("audit");
            JsonNode wrong = audit.get(1);
            assertThat(wrong.path("action").asString("")).isEqualTo("wrong-password");
            assertThat(wrong.path("subject").asString("")).isEqualTo("ann");
            assertThat(wrong.path("address").asString("")).isEqualTo("127.0.0.1");
            assertThat(audit.toString()).doesNotContain("a wrong password");
        }
    }

    @Test
    void while_the_database_cannot_say_whose_a_token_is_it_is_nobodys_and_the_shared_ones_work() {
        String token = token("{\"name\":\"ci\",\"role\":\"reader\"}");
        add("ann", "operator", PASSWORD);
        String cookie = RunningConsole.cookie(logIn("ann", PASSWORD));
        rename("access_token", "away");
        rename("person", "away_too");
        try {
            assertThat(console.get("/api/v1/openapi.json", token).statusCode()).isEqualTo(503);
            assertThat(page("/", cookie).statusCode()).isEqualTo(503);
            assertThat(logIn("ann", PASSWORD).statusCode()).isEqualTo(503);
            assertThat(console.get("/api/v1/openapi.json", RunningConsole.OPS).statusCode())
                    .isEqualTo(200);
        } finally {
            rename("away_too", "person");
            rename("away", "access_token");
        }
        assertThat(page("/account", cookie).statusCode()).isEqualTo(200);
    }

    @Test
    void a_user_changes_their_own_password_and_other_sessions_end() {
        add("ann", "reader", PASSWORD);
        String here = RunningConsole.cookie(logIn("ann", PASSWORD));
        String there = RunningConsole.cookie(logIn("ann", PASSWORD));
        assertThat(changed(here, "not my password", "another good password").statusCode())
                .isEqualTo(400);
        assertThat(changed(here, PASSWORD, "short").statusCode()).isEqualTo(400);
        HttpResponse<String> done = changed(here, PASSWORD, "another good password");
        assertThat(done.statusCode()).isEqualTo(302);
        assertThat(page("/", there).statusCode()).isEqualTo(303);
        assertThat(page("/", here).statusCode()).as("under another id").isEqualTo(303);
        assertThat(page("/account", RunningConsole.cookie(done)).body()).contains("Another password");
        assertThat(logIn("ann", "another good password").statusCode()).isEqualTo(302);
        String shared = console.session(RunningConsole.OPS);
        assertThat(changed(shared, PASSWORD, "another good password").statusCode())
                .as("a token has none")
                .isEqualTo(400);
    }

    @Test
    void the_page_tells_a_password_and_a_token_once_and_needs_its_own_token_and_an_admin() {
        String ops = console.session(RunningConsole.OPS);
        assertThat(console.send(console.form("/people/users", Map.of("name", "ann", "role", "admin"))
                                .header("Cookie", ops))
                        .statusCode())
                .as("without the page's token")
                .isEqualTo(403);
        String told = posted(ops, "/people/users", Map.of("name", "ann", "role", "admin"))
                .body();
        String password = told.replaceAll("(?s).*<code id=\"secret\">([^<]*)</code>.*", "$1");
        assertThat(page("/people", ops).statusCode())
                .as("there is an admin now")
                .isEqualTo(403);
        assertThat(page("/", ops).body()).doesNotContain("href=\"/people\"");
        String ann = RunningConsole.cookie(logIn("ann", password));
        assertThat(page("/people", ann).body()).contains("href=\"/people\"").doesNotContain(password);
        HttpResponse<String> twice = posted(ann, "/people/users", Map.of("name", "ANN", "role", "reader"));
        assertThat(twice.statusCode()).isEqualTo(409);
        assertThat(twice.body()).contains("There is a user ANN already.");
        assertThat(posted(ann, "/people/users/remove", Map.of("name", "ann")).body())
                .contains("ann is the last admin");
        Map<String, String> wanted = Map.of("name", "ci", "role", "reader", "owner", "", "expires", "30d");
        String token = posted(ann, "/people/tokens", wanted)
                .body()
                .replaceAll("(?s).*<code id=\"secret\">([^<]*)</code>.*", "$1");
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(200);
        assertThat(page("/people", ann).body()).contains(">ci<").doesNotContain(token);
        assertThat(posted(ann, "/people/tokens/revoke", Map.of("name", "ci")).statusCode())
                .isEqualTo(302);
        assertThat(console.get("/api/v1/status", token).statusCode()).isEqualTo(401);
        posted(ann, "/people/users", Map.of("name", "ben", "role", "reader"));
        posted(ann, "/people/users/role", Map.of("name", "ben", "role", "operator"));
        assertThat(page("/people", ann).body()).contains("<option value=\"operator\" selected=\"selected\">");
        posted(ann, "/people/users/remove", Map.of("name", "ben"));
        assertThat(page("/people", ann).body()).doesNotContain(">ben<");
    }

    @Test
    @Timeout(60)
    void a_name_of_two_megabytes_of_marks_is_answered_as_any_other_wrong_one() {
        try (RunningConsole own = RunningConsole.start(Infra.start().settings())) {
            String marks = "\u0301".repeat(500_000) + "\u0316".repeat(500_000);
            assertThat(own.send(own.request("/login")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString("token=x&name=" + marks)))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    private static HttpResponse<String> changed(String cookie, String present, String wanted) {
        return posted(cookie, "/account/password", Map.of("present", present, "wanted", wanted));
    }

    private static HttpResponse<String> posted(String cookie, String path, Map<String, String> fields) {
        String page = page("/account", cookie).body();
        Map<String, String> all = new HashMap<>(fields);
        all.put("_csrf", page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1"));
        return console.send(console.form(path, all).header("Cookie", cookie));
    }

    private static void rename(String table, String as) {
        console.database()
                .jdbc()
                .sql("ALTER TABLE " + table + " RENAME TO " + as)
                .update();
    }

    /** Of a user who is an admin, made on the page, since the shared token makes none. */
    private static String adminToken() {
        add("root", "admin", PASSWORD);
        String cookie = RunningConsole.cookie(logIn("root", PASSWORD));
        Map<String, String> wanted = Map.of("name", "root's", "role", "admin", "owner", "root", "expires", "");
        return posted(cookie, "/people/tokens", wanted)
                .body()
                .replaceAll("(?s).*<code id=\"secret\">([^<]*)</code>.*", "$1");
    }

    private static void add(String token, String name, String role, String password) {
        made(
                token,
                "/users",
                "{\"name\":\"" + name + "\",\"role\":\"" + role + "\",\"password\":\"" + password + "\"}");
    }

    private static void add(String name, String role, String password) {
        add(RunningConsole.OPS, name, role, password);
    }

    private static String token(String body) {
        return token(RunningConsole.OPS, body);
    }

    private static String token(String admin, String body) {
        return made(admin, "/tokens", body).path("secret").asString("");
    }

    private static JsonNode made(String path, String body) {
        return made(RunningConsole.OPS, path, body);
    }

    private static JsonNode made(String token, String path, String body) {
        HttpResponse<String> answer = console.post("/api/v1" + path, token, body);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return EventJson.mapper().readTree(answer.body());
    }

    private static HttpResponse<String> logIn(String name, String password) {
        return logIn(console, name, password);
    }

    private static HttpResponse<String> logIn(RunningConsole console, String name, String password) {
        return console.send(console.form("/login", Map.of("name", name, "token", password)));
    }

    private static HttpResponse<String> page(String path, String cookie) {
        return console.send(console.request(path).header("Cookie", cookie));
    }
}
