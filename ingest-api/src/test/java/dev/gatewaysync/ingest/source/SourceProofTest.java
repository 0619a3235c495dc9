package dev.gatewaysync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceAuth.Hmac.Encoding;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.crypto.StandardWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class SourceProofTest {
    private static final String SECRET = "a-secret-of-the-source";
    private static final String OTHER = "another-secret-of-theirs";
    private static final byte[] KEY = SECRET.getBytes(StandardCharsets.UTF_8);
    private static final byte[] BODY = "{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"sha1, HEX", "sha1, BASE64", "sha256, HEX", "sha256, BASE64", "sha512, HEX", "sha512, BASE64"})
    void a_signature_of_the_body_proves_it(String algorithm, Encoding encoding) {
        SourceAuth auth = new SourceAuth.Hmac(algorithm, "X-Signature", encoding, "v1=", SECRET);
        byte[] mac = switch (algorithm) {
            case "sha1" -> Hmac.sha1(KEY, BODY);
            case "sha256" -> Hmac.sha256(KEY, BODY);
            default -> Hmac.sha512(KEY, BODY);
        };
        String right = encoding == Encoding.HEX
                ? HexFormat.of().formatHex(mac)
                : Base64.getEncoder().encodeToString(mac);
        assertThat(proves(auth, "X-Signature", "v1=" + right)).isTrue();
        assertThat(proves(auth, "x-signature", " v1=" + right + " ")).isTrue();
        assertThat(proves(auth, "X-Signature", right)).as("without its prefix").isFalse();
        assertThat(proves(auth, "X-Other", "v1=" + right))
                .as("in another header")
                .isFalse();
        assertThat(proves(auth, "X-Signature", "v1=" + right.substring(4))).isFalse();
        assertThat(proves(auth, "X-Signature", "v1=")).isFalse();
        assertThat(proves(auth, "X-Signature", "v1=ü%")).isFalse();
        assertThat(proves(auth)).isFalse();
        MockHttpServletRequest request = request("X-Signature", "v1=" + right);
        assertThat(proof(auth, null).isIn(request, "{}".getBytes(StandardCharsets.UTF_8), NOW))
                .as("of another body")
                .isFalse();
    }

    @Test
    void hex_may_be_written_in_capitals_and_base64_as_in_addresses() {
        byte[] mac = Hmac.sha256(KEY, BODY);
        assertThat(proves(
                        new SourceAuth.Hmac("sha256", "X-S", Encoding.HEX, "", SECRET),
                        "X-S",
                        HexFormat.of().withUpperCase().formatHex(mac)))
                .isTrue();
        assertThat(proves(
                        new SourceAuth.Hmac("sha256", "X-S", Encoding.BASE64, "", SECRET),
                        "X-S",
                        Base64.getUrlEncoder().withoutPadding().encodeToString(mac)))
                .isTrue();
    }

    @Test
    void a_bearer_token_proves_it() {
        SourceAuth auth = new SourceAuth.Bearer(SECRET);
        assertThat(proves(auth, "Authorization", "Bearer " + SECRET)).isTrue();
        assertThat(proves(auth, "authorization", "bearer  " + SECRET)).isTrue();
        assertThat(proves(auth, "Authorization", "Bearer " + OTHER)).isFalse();
        assertThat(proves(auth, "Authorization", SECRET)).isFalse();
        assertThat(proves(auth, "Authorization", "Basic " + SECRET)).isFalse();
        assertThat(proves(auth)).isFalse();
    }

    @Test
    void a_user_and_password_prove_it() {
        SourceAuth auth = new SourceAuth.Basic("shöp:a-pass:word");
        assertThat(proves(auth, "Authorization", "Basic " + base64("shöp:a-pass:word")))
                .isTrue();
        assertThat(proves(auth, "Authorization", "Basic " + base64("shöp:other")))
                .isFalse();
        assertThat(proves(auth, "Authorization", "Basic not base64!")).isFalse();
        assertThat(proves(auth, "Authorization", "Bearer shöp:a-pass:word")).isFalse();
        assertThat(proves(auth)).isFalse();
    }

    @Test
    void a_secret_in_a_header_proves_it() {
        SourceAuth auth = new SourceAuth.Header("X-Token", SECRET);
        assertThat(proves(auth, "x-token", SECRET)).isTrue();
        assertThat(proves(auth, "X-Token", OTHER)).isFalse();
        assertThat(proves(auth, "X-Other", SECRET)).isFalse();
        assertThat(proves(auth)).isFalse();
    }

    @Test
    void a_signature_of_standard_webhooks_proves_it_for_five_minutes() {
        SourceAuth auth = new SourceAuth.StandardWebhooks("whsec_" + base64(SECRET));
        assertThat(signed(auth, NOW.minusSeconds(300))).isTrue();
        assertThat(signed(auth, NOW.plusSeconds(300))).isTrue();
        assertThat(signed(auth, NOW.minusSeconds(301))).as("sent again later").isFalse();
        assertThat(signed(auth, NOW.plusSeconds(301))).isFalse();
        assertThat(signed(new SourceAuth.StandardWebhooks(OTHER), NOW)).isFalse();
        assertThat(proves(auth, "webhook-id", "m-1")).isFalse();
    }

    @Test
    void each_of_several_secrets_is_taken_while_one_is_rotated_but_no_part_that_would_be_weak() {
        SourceAuth both = new SourceAuth.Bearer(OTHER + ", " + SECRET);
        assertThat(proves(both, "Authorization", "Bearer " + SECRET)).isTrue();
        assertThat(proves(both, "Authorization", "Bearer " + OTHER)).isTrue();
        SourceAuth comma = new SourceAuth.Bearer("ab," + SECRET);
        assertThat(proves(comma, "Authorization", "Bearer ab," + SECRET)).isTrue();
        assertThat(proves(comma, "Authorization", "Bearer ab")).isFalse();
        assertThat(proves(comma, "Authorization", "Bearer " + SECRET)).isFalse();
    }

    @Test
    void gitlab_sends_its_secret_or_signs() {
        assertThat(ofPreset("gitlab", SECRET, "X-Gitlab-Token", SECRET)).isTrue();
        assertThat(ofPreset("gitlab", SECRET, "X-Gitlab-Token", OTHER)).isFalse();
        assertThat(ofPreset("gitlab", SECRET)).isFalse();
        assertThat(proof(new SourceAuth.PresetSecret("whsec_" + base64(SECRET)), "gitlab")
                        .isIn(signedRequest(NOW), BODY, NOW))
                .isTrue();
    }

    @Test
    void sentry_signs_the_body() {
        String right = HexFormat.of().formatHex(Hmac.sha256(KEY, BODY));
        assertThat(ofPreset("sentry", SECRET, "Sentry-Hook-Signature", right)).isTrue();
        assertThat(ofPreset("sentry", OTHER, "Sentry-Hook-Signature", right)).isFalse();
        assertThat(ofPreset("sentry", SECRET, "Sentry-Hook-Signature", "zz")).isFalse();
        assertThat(ofPreset("sentry", SECRET)).isFalse();
    }

    @Test
    void stripe_signs_a_time_and_the_body_with_one_of_several_signatures_being_right() {
        String secret = "whsec_a-secret-of-the-source";
        assertThat(ofPreset("stripe", secret, "Stripe-Signature", stripe(secret, NOW)))
                .isTrue();
        assertThat(ofPreset(
                        "stripe",
                        secret,
                        "Stripe-Signature",
                        stripe(secret, NOW).replace(",v1=", ",v1=00,v0=00, v1=")))
                .isTrue();
        assertThat(ofPreset("stripe", secret, "Stripe-Signature", stripe(secret, NOW.minusSeconds(301))))
                .as("sent again later")
                .isFalse();
        assertThat(ofPreset("stripe", secret, "Stripe-Signature", stripe(OTHER, NOW)))
                .isFalse();
        assertThat(ofPreset(
                        "stripe",
                        secret,
                        "Stripe-Signature",
                        stripe(secret, NOW).replace("v1=", "v0=")))
                .isFalse();
        assertThat(ofPreset("stripe", secret, "Stripe-Signature", "t=,v1=")).isFalse();
        assertThat(ofPreset("stripe", secret)).isFalse();
    }

    @Test
    void grafana_signs_the_body_or_a_time_and_the_body_or_sends_a_token() {
        String signature = "X-Grafana-Alerting-Signature";
        String right = HexFormat.of().formatHex(Hmac.sha256(KEY, BODY));
        assertThat(ofPreset("grafana", SECRET, signature, right)).isTrue();
        assertThat(ofPreset("grafana", OTHER, signature, right)).isFalse();
        assertThat(ofPreset("grafana", SECRET, "Authorization", "Bearer " + SECRET))
                .isTrue();
        assertThat(ofPreset("grafana", SECRET)).isFalse();
        String time = Long.toString(NOW.getEpochSecond());
        String timed = HexFormat.of().formatHex(Hmac.sha256(KEY, (time + ":").getBytes(StandardCharsets.UTF_8), BODY));
        MockHttpServletRequest request = request(signature, timed);
        request.addHeader("X-Grafana-Alerting-Timestamp", time);
        assertThat(proof(new SourceAuth.PresetSecret(SECRET), "grafana").isIn(request, BODY, NOW))
                .isTrue();
        assertThat(proof(new SourceAuth.PresetSecret(SECRET), "grafana").isIn(request, BODY, NOW.plusSeconds(301)))
                .isFalse();
    }

    @Test
    void uptime_kuma_sends_the_token_that_it_is_given() {
        assertThat(ofPreset("uptime-kuma", SECRET, "Authorization", "Bearer " + SECRET))
                .isTrue();
        assertThat(ofPreset("uptime-kuma", SECRET, "Authorization", "Bearer " + OTHER))
                .isFalse();
        assertThat(ofPreset("uptime-kuma", SECRET)).isFalse();
    }

    /** What else is wrong with their signatures is asked where their own paths are, {@code SignatureVectorsTest}. */
    @Test
    void github_and_vercel_sign_the_body_and_netlify_its_hash() {
        String hex256 = HexFormat.of().formatHex(Hmac.sha256(SECRET.getBytes(StandardCharsets.UTF_8), BODY));
        String hex1 = HexFormat.of().formatHex(Hmac.sha1(SECRET.getBytes(StandardCharsets.UTF_8), BODY));
        String claims = "{\"iss\":\"netlify\",\"sha256\":\"" + Sha256.hex(BODY) + "\"}";
        String signed = base64("{\"alg\":\"HS256\"}").replace("=", "") + "."
                + base64(claims).replace("=", "");
        String jws = signed + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Hmac.sha256(
                                SECRET.getBytes(StandardCharsets.UTF_8), signed.getBytes(StandardCharsets.UTF_8)));

        assertThat(ofPreset("github", SECRET, "X-Hub-Signature-256", "sha256=" + hex256))
                .isTrue();
        assertThat(ofPreset("github", OTHER, "X-Hub-Signature-256", "sha256=" + hex256))
                .isFalse();
        assertThat(ofPreset("vercel", SECRET, "x-vercel-signature", hex1)).isTrue();
        assertThat(ofPreset("vercel", OTHER, "x-vercel-signature", hex1)).isFalse();
        assertThat(ofPreset("netlify", SECRET, "X-Webhook-Signature", jws)).isTrue();
        assertThat(ofPreset("netlify", OTHER, "X-Webhook-Signature", jws)).isFalse();
        assertThat(ofPreset("netlify", SECRET, "Authorization", "Bearer " + SECRET))
                .isFalse();
    }

    @Test
    void a_secret_whose_use_nothing_says_proves_nothing() {
        assertThat(proves(new SourceAuth.PresetSecret(SECRET), "Authorization", "Bearer " + SECRET))
                .isFalse();
    }

    private static String stripe(String secret, Instant at) {
        String time = Long.toString(at.getEpochSecond());
        byte[] mac = Hmac.sha256(
                secret.getBytes(StandardCharsets.UTF_8), (time + ".").getBytes(StandardCharsets.UTF_8), BODY);
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac);
    }

    private static boolean signed(SourceAuth auth, Instant at) {
        return proof(auth, null).isIn(signedRequest(at), BODY, NOW);
    }

    private static MockHttpServletRequest signedRequest(Instant at) {
        String time = Long.toString(at.getEpochSecond());
        MockHttpServletRequest request = request("webhook-id", "m-1");
        request.addHeader("webhook-timestamp", time);
        request.addHeader("webhook-signature", StandardWebhooks.signature(KEY, "m-1", time, BODY));
        return request;
    }

    private static boolean ofPreset(String preset, String secret, String... header) {
        return proof(new SourceAuth.PresetSecret(secret), preset).isIn(request(header), BODY, NOW);
    }

    private static boolean proves(SourceAuth auth, String... header) {
        return proof(auth, null).isIn(request(header), BODY, NOW);
    }

    private static SourceProof proof(SourceAuth auth, @Nullable String preset) {
        return new SourceProof(new SourceDefinition("shop", preset, auth, null, List.of()));
    }

    private static MockHttpServletRequest request(String... header) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (header.length > 0) {
            // As Tomcat reads what senders write in UTF-8.
            request.addHeader(
                    header[0], new String(header[1].getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }
        return request;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
