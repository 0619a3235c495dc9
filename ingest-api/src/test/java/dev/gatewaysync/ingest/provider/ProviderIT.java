package dev.gatewaysync.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.RunningIngest;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.core.StringRedisTemplate;

class ProviderIT {
    private static final String SECRET = "a-secret-of-the-provider";
    private static final String NEW_SECRET = "the-next-secret-of-the-provider";
    private static final String SECRETS = NEW_SECRET + " ," + SECRET + ",";

    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(
                Infra.start().wiped().settings(),
                Map.of(
                        "NETLIFY_WEBHOOK_SECRET",
                        SECRETS,
                        "VERCEL_WEBHOOK_SECRET",
                        SECRETS,
                        "GITHUB_WEBHOOK_SECRET",
                        SECRETS));
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @BeforeEach
    void empty() {
        ingest.published();
    }

    @Test
    void a_netlify_production_deploy_is_app_deployed_once_and_its_log_token_is_not_kept() {
        String body = sample("netlify-ready");
        Reply reply = netlify(body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        EventEnvelope event = onlyEvent(BuiltInType.APP_DEPLOYED, Source.NETLIFY);
        assertThat(event.data())
                .hasToString("{\"version\":\"Add 15 AI tools\",\"url\":\"https://everything.example\"}");
        assertThat(event.timestamp()).isEqualTo(Instant.parse("2025-09-06T12:00:01Z"));
        assertThat(String.valueOf(event.extra())).contains("commit_ref").doesNotContain("must-never-be-stored");

        Reply again = netlify(body.replace("must-never-be-stored", "another-token"));
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("id").asString()).isEqualTo(event.id());
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void the_last_requests_are_on_record_as_those_of_sources_are_and_without_what_must_not_be_stored() {
        SourceRequests requests = new SourceRequests(ingest.bean(StringRedisTemplate.class));
        String path = SourceRequests.ofPath("netlify");
        netlify(sample("netlify-ready").replace("\"id\":\"", "\"id\":\"of-the-record-"));
        netlify(sample("netlify-ready").replace("\"state\":\"ready\"", "\"state\":\"building\""));
        send("netlify", "{}", "X-Webhook-Signature", "none");

        List<SourceRequests.Request> newest = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> requests.newest(path),
                        list -> !list.isEmpty() && list.getFirst().outcome().equals("unauthorized"));
        assertThat(newest.get(1).why()).isEqualTo("a deploy in this state is no news");
        assertThat(newest.get(2).type()).isEqualTo("app-deployed");
        assertThat(newest.get(2).why()).isEqualTo("rule 8 of the preset netlify");
        assertThat(newest.get(2).body()).contains("commit_ref").doesNotContain("must-never-be-stored");
        assertThat(newest.toString()).doesNotContain(SECRET, NEW_SECRET);
    }

    @Test
    void without_a_title_the_version_is_the_short_commit() {
        netlify(sample("netlify-ready")
                .replace("\"Add 15 AI tools\"", "null")
                .replace("0001\",\"site", "0009\",\"site"));
        assertThat(onlyEvent(BuiltInType.APP_DEPLOYED, Source.NETLIFY)
                        .data()
                        .path("version")
                        .asString())
                .isEqualTo("1f2e3d4");
    }

    @Test
    void a_failed_deploy_changes_the_apps_status() {
        assertThat(netlify(sample("netlify-error")).status()).isEqualTo(202);
        assertThat(onlyEvent(BuiltInType.APP_STATUS_CHANGED, Source.NETLIFY).data())
                .hasToString("{\"status\":\"deploy-failed\",\"reason\":\"Build script returned non-zero exit code: 2\","
                        + "\"url\":\"https://app.netlify.com/projects/everything-app\"}");
        assertThat(vercel(sample("vercel-error")).status()).isEqualTo(202);
        assertThat(onlyEvent(BuiltInType.APP_STATUS_CHANGED, Source.VERCEL).timestamp())
                .isEqualTo(Instant.parse("2025-09-06T12:10:00Z"));
    }

    @Test
    void a_vercel_production_deployment_is_app_deployed() {
        assertThat(vercel(sample("vercel-succeeded")).status()).isEqualTo(202);
        EventEnvelope event = onlyEvent(BuiltInType.APP_DEPLOYED, Source.VERCEL);
        assertThat(event.data())
                .hasToString("{\"version\":\"1f2e3d4\",\"changes\":[\"Faster search\"],"
                        + "\"url\":\"https://everything-app-abc123.vercel.app\"}");
        assertThat(event.timestamp()).isEqualTo(Instant.ofEpochMilli(1757160000000L));
        assertThat(vercel(sample("vercel-succeeded")).json().path("duplicate").asBoolean())
                .isTrue();
    }

    @Test
    void a_github_release_is_a_feature_and_a_production_deployment_a_deploy() {
        assertThat(gitHub("release", "d1", sample("github-release")).status()).isEqualTo(202);
        assertThat(onlyEvent(BuiltInType.FEATURE_RELEASED, Source.GITHUB).data())
                .hasToString("{\"featureName\":\"Collections\",\"description\":\"Make your own lists of resources.\","
                        + "\"descriptionFormat\":\"markdown\",\"version\":\"v2.1.0\","
                        + "\"url\":\"https://github.com/everything/app/releases/tag/v2.1.0\"}");
        assertThat(gitHub("release", "d1", sample("github-release"))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        assertThat(gitHub("deployment_status", "d2", sample("github-deployment"))
                        .status())
                .isEqualTo(202);
        assertThat(onlyEvent(BuiltInType.APP_DEPLOYED, Source.GITHUB).data())
                .hasToString("{\"version\":\"1f2e3d4\",\"url\":\"https://everything.example\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "netlify-ready | \"state\":\"ready\" | \"state\":\"building\"",
                "netlify-ready | \"context\":\"production\" | \"context\":\"deploy-preview\"",
                "netlify-error | \"context\":\"production\" | \"context\":\"branch-deploy\"",
                "vercel-succeeded | deployment.succeeded | deployment.created",
                "vercel-succeeded | \"target\":\"production\" | \"target\":null",
                "github-release | \"published\" | \"created\"",
                "github-release | \"draft\":false | \"draft\":true",
                "github-deployment | \"success\" | \"pending\"",
                "github-deployment | production | staging"
            })
    void what_says_nothing_new_is_answered_and_forgotten(String sample, String from, String to) {
        String body = sample(sample).replace(from, to).replace("staging_environment\":true", "x\":1");
        Reply reply = sample.startsWith("netlify")
                ? netlify(body)
                : sample.startsWith("vercel")
                        ? vercel(body)
                        : gitHub(sample.equals("github-release") ? "release" : "deployment_status", "d9", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(reply.text()).matches("\\{\"success\":true,\"ignored\":\"[^\"]+\"}");
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void a_ping_is_ignored_and_a_payload_of_the_wrong_shape_breaks_nothing() {
        assertThat(gitHub("ping", "p1", "{\"zen\":\"Keep it simple\"}").status())
                .isEqualTo(200);
        assertThat(gitHub("release", "p2", "{\"action\":\"published\",\"release\":7}")
                        .status())
                .isEqualTo(202);
        assertThat(netlify("{\"id\":7,\"state\":[],\"context\":{}}").status()).isEqualTo(200);
        assertThat(vercel(
                                "{\"type\":\"deployment.succeeded\",\"payload\":{\"target\":\"production\"},\"createdAt\":-5}")
                        .status())
                .isEqualTo(202);
        assertThat(vercel("[]").status()).isEqualTo(422);
        assertThat(vercel("{").status()).isEqualTo(400);
    }

    @Test
    void a_wrong_proof_is_401() {
        String body = sample("netlify-ready");
        String good = jws("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims(body), SECRET);
        assertThat(send("netlify", body, "X-Webhook-Signature", jws("{\"alg\":\"HS256\"}", claims(body), "wrong"))
                        .status())
                .isEqualTo(401);
        assertThat(send("netlify", body, "X-Webhook-Signature", jws("{\"alg\":\"none\"}", claims(body), SECRET))
                        .status())
                .isEqualTo(401);
        assertThat(send("netlify", body, "X-Webhook-Signature", jws("{\"alg\":\"HS512\"}", claims(body), SECRET))
                        .status())
                .isEqualTo(401);
        assertThat(send("netlify", body, "X-Webhook-Signature", good.substring(0, good.lastIndexOf('.') + 1))
                        .status())
                .isEqualTo(401);
        assertThat(send("netlify", body + " ", "X-Webhook-Signature", good).status())
                .isEqualTo(401);
        assertThat(send(
                                "netlify",
                                body,
                                "X-Webhook-Signature",
                                jws("{\"alg\":\"HS256\"}", claims(body).replace("netlify", "other"), SECRET))
                        .status())
                .isEqualTo(401);
        for (String provider : new String[] {"netlify", "vercel", "github"}) {
            assertThat(send(provider, body, "Authorization", "Bearer " + RunningIngest.SECRET)
                            .status())
                    .isEqualTo(401);
            assertThat(send(provider, body, "X-Hub-Signature-256", "sha256=00", "x-vercel-signature", "00")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(ingest.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"netlify", "vercel", "github"})
    void without_a_secret_there_is_no_endpoint(String provider) {
        try (RunningIngest plain = RunningIngest.start(Infra.start().settings(), Map.of())) {
            Reply reply = plain.send(plain.post("/webhook/" + provider, "{}"));
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void a_recorded_delivery_is_a_repeat_under_any_header() {
        String body = sample("github-release").replace("\"id\":1,\"tag", "\"id\":51,\"tag");
        Reply first = gitHub("release", "r1", body);
        assertThat(first.json().path("duplicate").asBoolean()).isFalse();
        for (String delivery : new String[] {"r2", "r3", "", " "}) {
            Reply again = gitHub("release", delivery, body);
            assertThat(again.json().path("duplicate").asBoolean()).isTrue();
            assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        }
        // Redelivered by hand, GitHub makes the body anew.
        assertThat(gitHub("release", "r4", body.replace("Make your own", "Make  your own"))
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        assertThat(ingest.published()).hasSize(1);
    }

    @Test
    void a_body_that_says_nothing_to_know_it_by_is_known_by_its_hash() {
        String body = "{\"action\":\"published\",\"release\":{\"name\":\"without an id\"}}";
        assertThat(gitHub("release", "h1", body).json().path("duplicate").asBoolean())
                .isFalse();
        assertThat(gitHub("release", "h2", body).json().path("duplicate").asBoolean())
                .isTrue();
        assertThat(gitHub("release", "h3", body + " ").json().path("duplicate").asBoolean())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github-deployment | \"deployment_status\":{\"id\":1 | \"deployment_status\":{\"id\":2",
                "github-deployment | 12:00:00Z\"},\"deployment | 12:07:00Z\"},\"deployment",
                "vercel-succeeded | deployment.succeeded | deployment.promoted",
                "vercel-succeeded | 1757160000000 | 1757160060000",
                "netlify-ready | 12:00:00.000Z | 12:30:00.000Z",
                "netlify-ready | \"locked\":null | \"locked\":false",
                "netlify-error | 12:11:00 | 12:12:00",
                "vercel-error | 12:10:00 | 12:11:00"
            })
    void several_deliveries_of_one_thing_are_one_event(String sample, String from, String to) {
        String number = Integer.toHexString((sample + from).hashCode());
        String body = sample(sample)
                .replace("dpl_", "dpl_" + number)
                .replace("66f1c0ffee", "66f1c0ffee" + number)
                .replace("\"deployment\":{\"id\":1", "\"deployment\":{\"id\":\"" + number + "\"");
        assertThat(body).contains(from);
        Reply first = any(sample, number + "a", body.replace("evt_", "evt_a" + number));
        assertThat(first.json().path("duplicate").asBoolean()).isFalse();
        Reply second =
                any(sample, number + "b", body.replace("evt_", "evt_b" + number).replace(from, to));
        assertThat(second.status()).as(second.text()).isEqualTo(202);
        assertThat(second.json().path("duplicate").asBoolean()).isTrue();
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(ingest.published()).hasSize(1);
    }

    private static Reply any(String sample, String delivery, String body) {
        return sample.startsWith("netlify")
                ? netlify(body)
                : sample.startsWith("vercel") ? vercel(body) : gitHub("deployment_status", delivery, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-www-form-urlencoded",
                "application/x-www-form-urlencoded; charset=UTF-8",
                "APPLICATION/X-WWW-FORM-URLENCODED"
            })
    void a_form_with_the_payload_in_it_is_taken_from_github(String contentType) {
        String json = sample("github-release")
                .replace("\"id\":1,\"tag", "\"id\":" + contentType.hashCode() + ",\"tag")
                .replace("Collections", "C + ü & = %");
        Reply reply = form(contentType, "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
        assertThat(reply.status()).as(reply.text()).isEqualTo(202);
        assertThat(onlyEvent(BuiltInType.FEATURE_RELEASED, Source.GITHUB)
                        .data()
                        .path("featureName")
                        .asString())
                .isEqualTo("C + ü & = %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "payload=%7B%22zen%22%3A1%7D | 200",
                "a=b&payload=%7B%7D&c | 200",
                "payload={} | 200",
                "%70ayload=%7B%7D | 200",
                "payload=%7B%22a%22%3A%22b+c%22%7D | 200",
                "payload= | 400",
                "payload | 400",
                "payloads=%7B%7D | 400",
                "a=b | 400",
                "payload=%7B%7D&payload=%7B%7D | 400",
                "payload=%7 | 400",
                "payload=%zz | 400",
                "payload=%FF | 400",
                "payload=%00 | 400",
                "payload=[] | 422",
                "payload=null | 422"
            })
    void a_form_is_read_as_forms_are_written(String form, int status) {
        Reply reply = form("application/x-www-form-urlencoded", form);
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(ingest.published()).isEmpty();
    }

    @Test
    void a_form_is_refused_where_none_is_sent_and_where_its_signature_is_wrong() {
        String form = "payload=%7B%7D";
        assertThat(ingest.send(signed("vercel", "application/x-www-form-urlencoded", form, SECRET))
                        .status())
                .isEqualTo(415);
        assertThat(ingest.send(signed("github", "application/x-www-form-urlencoded", form, "another-secret"))
                        .status())
                .isEqualTo(401);
        assertThat(ingest.send(signed("github", "application/x-www-form-urlencoded", form, SECRET)
                                .setHeader("Content-Encoding", "gzip"))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"netlify", "vercel", "github"})
    void every_secret_of_a_provider_is_accepted_while_it_is_rotated_and_nothing_else_is(String provider) {
        for (String secret : new String[] {SECRET, NEW_SECRET}) {
            assertThat(ingest.send(signed(provider, "application/json", "{}", secret))
                            .status())
                    .isEqualTo(200);
        }
        for (String wrong : new String[] {SECRETS, NEW_SECRET + " ", " ", ","}) {
            assertThat(ingest.send(signed(provider, "application/json", "{}", wrong))
                            .status())
                    .isEqualTo(401);
        }
    }

    private static Reply form(String contentType, String form) {
        return ingest.send(signed("github", contentType, form, SECRET)
                .header("X-GitHub-Event", form.length() > 200 ? "release" : "ping"));
    }

    /** With the proof that the provider sends. */
    private static HttpRequest.Builder signed(String provider, String contentType, String body, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ingest.request("/webhook/" + provider)
                .header("Content-Type", contentType)
                .header("X-Webhook-Signature", jws("{\"alg\":\"HS256\"}", claims(body), secret))
                .header("x-vercel-signature", HexFormat.of().formatHex(Hmac.sha1(key, bytes)))
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(Hmac.sha256(key, bytes)))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static EventEnvelope onlyEvent(BuiltInType type, Source source) {
        EventEnvelope event = ingest.published().getLast();
        assertThat(event.type()).isEqualTo(type);
        assertThat(event.source()).isEqualTo(source);
        return event;
    }

    private static Reply netlify(String body) {
        return send(
                "netlify",
                body,
                "X-Webhook-Signature",
                jws("{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims(body), SECRET));
    }

    private static Reply vercel(String body) {
        byte[] mac = Hmac.sha1(SECRET.getBytes(), body.getBytes(StandardCharsets.UTF_8));
        return send("vercel", body, "x-vercel-signature", HexFormat.of().formatHex(mac));
    }

    private static Reply gitHub(String event, String delivery, String body) {
        byte[] mac = Hmac.sha256(SECRET.getBytes(), body.getBytes(StandardCharsets.UTF_8));
        return send(
                "github",
                body,
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(mac),
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                delivery);
    }

    private static Reply send(String provider, String body, String... headers) {
        return ingest.send(ingest.request("/webhook/" + provider)
                .header("Content-Type", "application/json")
                .headers(headers)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String claims(String body) {
        return "{\"iss\":\"netlify\",\"sha256\":\"" + Sha256.hex(body.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }

    private static String jws(String header, String claims, String secret) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed = base64.encodeToString(header.getBytes()) + "." + base64.encodeToString(claims.getBytes());
        return signed + "." + base64.encodeToString(Hmac.sha256(secret.getBytes(), signed.getBytes()));
    }

    private static String sample(String name) {
        try (InputStream in = ProviderIT.class.getResourceAsStream(name + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
