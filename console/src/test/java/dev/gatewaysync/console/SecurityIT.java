package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.node.ObjectNode;

class SecurityIT {
    private static final List<String> PAGES =
            List.of("/", "/updates", "/failed", "/catalogue", "/system", "/send", "/failed/preview?all=true");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** One for all: what it remembers is the wrong tokens alone, and whoever sends those has one of his own. */
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
    void nothing_but_the_login_is_open() {
        for (String page : PAGES) {
            HttpResponse<String> response = console.send(console.request(page));
            assertThat(response.statusCode()).as(page).isEqualTo(303);
            assertThat(response.headers().firstValue("Location").orElseThrow()).startsWith("/login");
        }
        for (String path : List.of("/api/v1/status", "/api/v1/nothing", "/api/v1/failed/replay", "/api/v1/audit")) {
            assertThat(console.send(console.request(path)).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        for (String trick : List.of(
                "/assets/..;/api/v1/status",
                "/login/../api/v1/status",
                "/assets/%2e%2e/api/v1/status",
                "//api/v1/status",
                "/API/v1/status",
                "/api/v1/status;/login")) {
            assertThat(console.send(console.request(trick)).statusCode())
                    .as(trick)
                    .isNotEqualTo(200);
        }
    }

    @Test
    void the_metrics_port_asks_for_no_token() {
        for (String path : List.of("/health/ready", "/metrics")) {
            HttpResponse<String> answer = console.send(HttpRequest.newBuilder(URI.create(console.metricsUrl() + path)));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
    }

    @Test
    void an_address_that_could_be_read_in_two_ways_is_refused_with_a_problem() {
        for (String trick : List.of("/assets/..;/api/v1/status", "//api/v1/status", "/api/v1/status;/login")) {
            HttpResponse<String> refused = console.send(console.request(trick));
            assertThat(refused.statusCode()).as(trick).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @Test
    void what_the_container_hides_is_refused_with_a_problem_as_if_it_were_not_there() {
        for (String hidden : List.of("/WEB-INF/web.xml", "/META-INF/context.xml", "/web-inf/", "/WEB-INF")) {
            for (String accepted : List.of("text/html", "*/*", "application/json")) {
                HttpResponse<String> refused =
                        console.send(console.request(hidden).header("Accept", accepted));
                assertThat(refused.statusCode()).as(hidden).isEqualTo(404);
                assertThat(refused.headers().firstValue("Content-Type").orElse(""))
                        .as(hidden + " " + accepted)
                        .startsWith("application/problem+json");
                assertThat(refused.headers().firstValue("Content-Security-Policy"))
                        .isPresent();
                assertThat(refused.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(refused.body()).contains("There is nothing at this address.");
            }
        }
        assertThat(console.send(console.request("/error")).statusCode()).isEqualTo(303);
    }

    @Test
    void a_field_that_nothing_reads_is_refused_and_named_before_anything_is_done() {
        Map<String, String> bodies = Map.of(
                "/sync", "{\"kind\":\"full\"}",
                "/alerts/snooze", "{\"rule\":\"queue\",\"kind\":\"2h\"}",
                "/users", "{\"name\":\"ann\",\"kind\":\"admin\"}",
                "/tokens", "{\"name\":\"ci\",\"kind\":\"reader\"}",
                "/failed/replay", "{\"all\":true,\"kind\":false}",
                "/failed/discard", "{\"all\":true,\"kind\":\"x\"}");
        bodies.forEach((path, body) -> {
            HttpResponse<String> refused = console.post("/api/v1" + path, RunningConsole.OPS, body);
            assertThat(refused.statusCode()).as(path).isEqualTo(400);
            assertThat(refused.body()).as(path).contains("a field 'kind' that nothing here reads");
        });
        assertThat(console.post("/api/v1/sync", RunningConsole.OPS, "{\"kind\":\"full\"}")
                        .body())
                .contains("Known are force, mode.");
        assertThat(requests()).isZero();
    }

    @Test
    void every_page_has_the_headers_that_keep_others_out() {
        for (String path : List.of("/login", "/", "/api/v1/status")) {
            assertThat(console.send(console.request(path)).headers().map())
                    .as(path)
                    .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                    .containsEntry("X-Frame-Options", List.of("DENY"))
                    .containsEntry("Referrer-Policy", List.of("same-origin"))
                    .containsEntry("Cross-Origin-Opener-Policy", List.of("same-origin"))
                    .containsEntry("Cross-Origin-Resource-Policy", List.of("same-origin"))
                    .containsEntry("Permissions-Policy", List.of("camera=(), microphone=(), geolocation=()"))
                    .containsEntry("Cache-Control", List.of("no-store"))
                    .containsKey("Content-Security-Policy")
                    .doesNotContainKeys("Strict-Transport-Security", "X-XSS-Protection", "Pragma", "Expires");
        }
    }

    @Test
    void after_ten_wrong_tokens_the_next_wrong_ones_wait_and_a_right_one_passes_all_the_same() {
        try (RunningConsole own = RunningConsole.start(Infra.start().settings())) {
            tenWrongTokens(own);
        }
    }

    /** Not with a name: it would be a password's. */
    private static HttpResponse<String> unnamed(RunningConsole console, String token) {
        return console.send(console.form("/login", Map.of("token", token)));
    }

    private static void tenWrongTokens(RunningConsole console) {
        for (int i = 0; i < 5; i++) {
            assertThat(unnamed(console, "wrong-token-" + i).statusCode()).isEqualTo(401);
            assertThat(console.get("/api/v1/status", "wrong-token-" + i).statusCode())
                    .isEqualTo(401);
        }
        HttpResponse<String> wrong = unnamed(console, "wrong-token-10");
        assertThat(wrong.statusCode()).isEqualTo(429);
        assertThat(wrong.headers().firstValue("Retry-After")).isPresent();
        assertThat(console.get("/api/v1/status", "wrong-token-11").statusCode()).isEqualTo(429);

        HttpResponse<String> right = console.login(RunningConsole.OPS);
        assertThat(right.statusCode()).isEqualTo(302);
        assertThat(right.headers().firstValue("Set-Cookie")).isPresent();
        assertThat(console.get("/api/v1/status", RunningConsole.OPS).statusCode())
                .isEqualTo(200);
        assertThat(console.get("/api/v1/status", RunningConsole.READ).statusCode())
                .isEqualTo(200);
    }

    @Test
    void behind_tls_redirects_are_relative_and_the_cookie_is_this_hosts_alone() {
        HttpResponse<String> login = console.send(
                console.form("/login", Map.of("token", RunningConsole.OPS)).header("X-Forwarded-Proto", "https"));
        assertThat(login.headers().firstValue("Location")).contains("/");
        String cookie = RunningConsole.cookie(login);
        assertThat(cookie).startsWith("__Host-gateway_session=");
        HttpResponse<String> page =
                console.send(console.request("/").header("Cookie", cookie).header("X-Forwarded-Proto", "https"));
        assertThat(page.statusCode()).isEqualTo(200);
        String planted = cookie.replace("__Host-", "");
        assertThat(console.send(console.request("/").header("Cookie", planted).header("X-Forwarded-Proto", "https"))
                        .statusCode())
                .as("a name that another host of the domain could have set")
                .isEqualTo(303);
    }

    @Test
    void the_pages_token_counts_in_a_forms_body_alone() {
        String cookie = console.session(RunningConsole.OPS);
        String csrf = csrf(cookie);
        for (String name : List.of("_csrf", "%5fcsrf", "_%63srf")) {
            assertThat(change(console.form("/catalogue/sync?" + name + "=" + csrf, Map.of("mode", "quick")), cookie))
                    .as(name)
                    .isEqualTo(403);
        }
    }

    @Test
    void what_the_servlet_container_refuses_looks_like_ours_on_every_port() {
        for (String url : List.of(console.url(), console.metricsUrl())) {
            HttpResponse<String> refused = console.send(HttpRequest.newBuilder(URI.create(url + "/x%2fy")));
            assertThat(refused.statusCode()).as(url).isEqualTo(400);
            assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
            assertThat(refused.body()).contains("\"status\":400").doesNotContain("<");
        }
    }

    @Test
    void console_and_metrics_listen_on_the_loopback_interface_alone() throws Exception {
        for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress address : network.inetAddresses().toList()) {
                if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
                    for (String url : List.of(console.url(), console.metricsUrl())) {
                        assertThatThrownBy(() ->
                                        new Socket(address, URI.create(url).getPort()).close())
                                .as(address + " " + url)
                                .isInstanceOf(IOException.class);
                    }
                }
            }
        }
    }

    /** Every route that only reads, with every parameter it has. */
    @Test
    void a_wrong_parameter_is_400_in_words_and_never_a_defect() {
        String cookie = console.session(RunningConsole.OPS);
        RequestMappingHandlerMapping routes =
                console.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        List<String> tried = new ArrayList<>();
        routes.getHandlerMethods().forEach((route, method) -> {
            if (route.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                for (MethodParameter parameter : method.getMethodParameters()) {
                    if (parameter.hasParameterAnnotation(RequestParam.class)) {
                        parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
                        String path = route.getPatternValues().iterator().next().replaceAll("\\{[^}]*}", "x");
                        for (String value : List.of(
                                "abc",
                                "99999999999",
                                "99999999999d",
                                "%2B999999999-12-31T23:59:59Z",
                                "-999999999-01-01",
                                "-1",
                                "1e3",
                                "",
                                "%20",
                                "%00",
                                "%ff",
                                "0x10",
                                "%F0%9F%92%A5",
                                "1%3B2")) {
                            String address = path + "?" + parameter.getParameterName() + "=" + value;
                            tried.add(address);
                            HttpRequest.Builder request = console.request(address);
                            HttpResponse<String> answer = console.send(
                                    path.startsWith("/api/")
                                            ? request.header("Authorization", "Bearer " + RunningConsole.OPS)
                                            : request.header("Cookie", cookie));
                            assertThat(answer.statusCode()).as(address).isLessThan(500);
                            if (parameter.getParameterType() == int.class && value.equals("abc")) {
                                assertThat(answer.statusCode()).as(address).isEqualTo(400);
                                assertThat(answer.body())
                                        .contains("The parameter " + parameter.getParameterName()
                                                + " is not a whole number");
                            }
                        }
                    }
                }
            }
        });
        assertThat(tried).anyMatch(address -> address.startsWith("/api/v1/updates?count="));
        assertThat(tried).anyMatch(address -> address.startsWith("/failed?offset="));
    }

    @Test
    void a_session_is_new_at_every_login_and_ends_with_the_logout() {
        String prepared = "gateway_session=an-id-that-somebody-has-prepared";
        HttpResponse<String> login = console.send(
                console.form("/login", Map.of("token", RunningConsole.OPS)).header("Cookie", prepared));
        String cookie = RunningConsole.cookie(login);
        assertThat(cookie).isNotEqualTo(prepared);
        assertThat(page("/", prepared).statusCode()).isEqualTo(303);
        assertThat(login.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/");

        String second = RunningConsole.cookie(console.send(
                console.form("/login", Map.of("token", RunningConsole.OPS)).header("Cookie", cookie)));
        assertThat(second).isNotEqualTo(cookie);
        assertThat(page("/", cookie).statusCode()).as("the first is closed").isEqualTo(303);

        console.send(console.form("/logout", Map.of("_csrf", csrf(second))).header("Cookie", second));
        assertThat(page("/", second).statusCode()).isEqualTo(303);
    }

    @Test
    void a_change_needs_the_pages_own_token_and_origin() {
        String cookie = console.session(RunningConsole.OPS);
        Map<String, String> fields = Map.of("mode", "quick");
        assertThat(change(console.form("/catalogue/sync", fields), cookie)).isEqualTo(403);
        Map<String, String> guessed = Map.of("mode", "quick", "_csrf", "guessed");
        assertThat(change(console.form("/catalogue/sync", guessed), cookie)).isEqualTo(403);
        String csrf = csrf(cookie);
        Map<String, String> right = Map.of("mode", "quick", "_csrf", csrf);
        assertThat(change(console.form("/catalogue/sync", right).header("Origin", "https://evil.example"), cookie))
                .isEqualTo(403);
        assertThat(change(console.form("/catalogue/sync", right).header("Sec-Fetch-Site", "cross-site"), cookie))
                .isEqualTo(403);
        HttpRequest.Builder json = console.request("/api/v1/sync")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(change(json, cookie))
                .as("a session alone changes nothing through the API")
                .isEqualTo(403);
        assertThat(requests()).isZero();

        assertThat(change(console.form("/catalogue/sync", right).header("Origin", console.url()), cookie))
                .isEqualTo(302);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void a_reader_sees_everything_and_changes_nothing() {
        String cookie = console.session(RunningConsole.READ);
        for (String page : PAGES) {
            assertThat(page(page, cookie).statusCode()).as(page).isEqualTo(200);
        }
        String csrf = csrf(cookie);
        for (String path : List.of(
                "/failed/replay",
                "/failed/discard",
                "/catalogue/sync",
                "/system/backups",
                "/system/backups/restore",
                "/send",
                "/send/preview",
                "/system/targets",
                "/people/users",
                "/people/users/password",
                "/people/users/role",
                "/people/users/remove",
                "/people/tokens",
                "/people/tokens/revoke")) {
            assertThat(change(
                            console.form(
                                    path,
                                    Map.of(
                                            "_csrf",
                                            csrf,
                                            "all",
                                            "true",
                                            "mode",
                                            "quick",
                                            "why",
                                            "x",
                                            "type",
                                            "bug-fixed",
                                            "target",
                                            "x")),
                            cookie))
                    .as(path)
                    .isEqualTo(403);
        }
        for (String path : List.of(
                "/failed/replay",
                "/failed/discard",
                "/sync",
                "/backups",
                "/events",
                "/updates/import",
                "/doctor",
                "/schedules/backup/pause",
                "/targets/announcements/resume",
                "/users",
                "/users/x/password",
                "/users/x/role",
                "/users/x/remove",
                "/tokens",
                "/tokens/x/revoke")) {
            HttpResponse<String> refused =
                    console.post("/api/v1" + path, RunningConsole.READ, "{\"all\":true,\"dryRun\":false}");
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
        }
        assertThat(requests()).isZero();
    }

    @Test
    void text_from_outside_stays_text() {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`${7*7}[[${7*7}]]__${7*7}__";
        FailedRows.add(console.database(), "m1", "discord", attack, 1_000);
        long now = System.currentTimeMillis();
        console.database()
                .jdbc()
                .sql("""
                        INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                          recorded_at, details) VALUES ('e1', 'resource-added', 'main-app', 'resources', 'normal', :text,
                          :now, :now, :now, :details)""")
                .param("text", attack)
                .param("now", now)
                .param("details", "{\"url\":\"javascript:alert(1)\",\"name\":\"</pre><script>alert(3)</script>\"}")
                .update();
        String cookie = console.session(RunningConsole.OPS);
        for (String path : List.of(
                "/",
                "/updates",
                "/updates/e1",
                "/failed",
                "/failed/m1",
                "/failed/preview?all=true",
                "/updates?q=%3Cscript%3Ealert(1)%3C/script%3E",
                "/failed?reason=%22%3E%3Cscript%3Ealert(1)")) {
            HttpResponse<String> response = page(path, cookie);
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.body())
                    .as(path)
                    .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:", ">49<", "49[[")
                    .doesNotContainPattern("<script(?! src=\"/(lib|assets)/)");
            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void cards_show_text_from_outside_as_typed() {
        String attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'`${7*7}[[${7*7}]]__${7*7}__";
        ObjectNode data = EventJson.mapper().createObjectNode();
        data.put("name", attack)
                .put("category", attack)
                .put("description", attack + " [click](javascript:alert(1)) https://x.example/\"onload=alert(3)")
                .put("url", "javascript:alert(1)");
        data.putArray("tags").add(attack);
        Instant now = Instant.now();
        EventEnvelope resource =
                new EventEnvelope("e1", BuiltInType.RESOURCE_ADDED, Source.MAIN_APP, now, now, data, null, null);
        FailedRows.add(console.database(), resource, "m1");
        DeliveredRows.add(console.database(), resource, "announcements", "category:x");
        String cookie = console.session(RunningConsole.OPS);
        Map<String, String> draft = new HashMap<>(Map.of("_csrf", csrf(cookie), "type", "resource-added"));
        data.properties()
                .forEach(field ->
                        draft.put("data." + field.getKey(), field.getValue().asString(attack)));
        for (HttpResponse<String> response : List.of(
                page("/updates/e1", cookie),
                page("/failed/m1", cookie),
                page("/failed/preview?all=true", cookie),
                console.send(console.form("/send/preview", draft).header("Cookie", cookie)))) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body())
                    .as(response.uri().getPath())
                    .contains("class=\"embed ", "New resource: &lt;script&gt;alert(1)&lt;/script&gt;")
                    .doesNotContain("<script>alert", "<img src=x", "href=\"javascript:", ">49<", "49[[")
                    .doesNotContainPattern("<[^>]*\\sonload=")
                    .doesNotContainPattern("<script(?! src=\"/(lib|assets)/)");
        }
    }

    @Test
    void paths_and_sql_in_parameters_are_only_words() {
        FailedRows.add(console.database(), "m1", "discord", "broken", 1_000);
        for (String word : List.of("'%20OR%201=1--", "%25", "..%2F..%2Fetc%2Fpasswd", "%00", "m1'--")) {
            assertThat(console.get("/api/v1/failed?reason=" + word, RunningConsole.OPS)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(console.get("/api/v1/updates?q=" + word, RunningConsole.OPS)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(console.get("/api/v1/failed/" + word, RunningConsole.OPS).statusCode())
                    .isIn(400, 404);
            assertThat(console.post("/api/v1/backups/" + word + "/verify", RunningConsole.OPS, "{}")
                            .statusCode())
                    .isIn(400, 404);
        }
        assertThat(requests()).isZero();
    }

    @Test
    void a_nul_in_a_body_is_refused_and_never_a_defect() {
        FailedRows.add(console.database(), "m1", "discord", "broken", 1_000);
        String nul = "a\\u0000b";
        Map<String, String> bodies = Map.of(
                "/failed/replay", "{\"ids\":[\"" + nul + "\"],\"dryRun\":false}",
                "/failed/discard", "{\"ids\":[\"m1\"],\"why\":\"" + nul + "\"}",
                "/sync", "{\"mode\":\"" + nul + "\"}",
                "/events", "{\"type\":\"" + nul + "\",\"data\":{}}",
                "/updates/import", "{\"updates\":[{\"id\":\"" + nul + "\"}]}");
        bodies.forEach((path, body) -> {
            HttpResponse<String> answer = console.post("/api/v1" + path, RunningConsole.OPS, body);
            assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
            assertThat(answer.body()).as(path).contains("NUL");
        });
        assertThat(console.api("/failed").path("total").asInt(0)).isEqualTo(1);
        assertThat(requests()).isZero();
        String typed = "{\"ids\":[\"m1\"],\"why\":\"a backslash and \\\\u0000 typed out\"}";
        assertThat(console.post("/api/v1/failed/discard", RunningConsole.OPS, typed)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_change_is_in_the_audit_log() {
        FailedRows.add(console.database(), "m1", "discord", "broken", 1_000);
        console.post("/api/v1/sync", RunningConsole.OPS, "{\"mode\":\"full\"}");
        console.post("/api/v1/failed/discard", RunningConsole.OPS, "{\"ids\":[\"m1\"],\"why\":\"an old test\"}");
        assertThat(console.api("/audit").at("/audit/0/action").asString("")).isEqualTo("discard");
        assertThat(console.api("/audit").at("/audit/0/reason").asString("")).isEqualTo("an old test");
        assertThat(console.api("/audit").at("/audit/1/action").asString("")).isEqualTo("sync");
    }

    private int change(HttpRequest.Builder request, String cookie) {
        return console.send(request.header("Cookie", cookie)).statusCode();
    }

    private HttpResponse<String> page(String path, String cookie) {
        return console.send(console.request(path).header("Cookie", cookie));
    }

    private String csrf(String cookie) {
        Matcher found = CSRF.matcher(page("/", cookie).body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private long requests() {
        return console.database()
                .jdbc()
                .sql("SELECT count(*) FROM operator_request")
                .query(Long.class)
                .single();
    }
}
