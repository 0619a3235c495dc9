package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.crypto.Hmac;
import dev.gatewaysync.ingest.RunningIngest.Reply;
import dev.gatewaysync.testkit.Infra;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignedWebhookIT {
    private static final String BODY = "{\"type\":\"app-deployed\",\"data\":{\"version\":\"v1\"}}";
    private static RunningIngest ingest;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void a_signature_with_any_secret_opens_and_the_webhook_id_is_the_key() {
        byte[] decoded = Base64.getDecoder().decode(RunningIngest.OLD_SECRET.substring(6));
        byte[] plain = RunningIngest.SECRET.getBytes(StandardCharsets.UTF_8);
        long now = Instant.now().getEpochSecond();
        Reply first = send("msg_1", now, signature(decoded, "msg_1", now), BODY);
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        Reply again = send("msg_1", now + 1, "v1,AAAA " + signature(plain, "msg_1", now + 1), BODY);
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
    }

    @Test
    void a_wrong_old_or_incomplete_signature_is_401_and_says_the_same() {
        byte[] key = RunningIngest.SECRET.getBytes(StandardCharsets.UTF_8);
        long now = Instant.now().getEpochSecond();
        Reply wrong = send("msg_2", now, signature("another-secret-altogether".getBytes(), "msg_2", now), BODY);
        Reply old = send("msg_2", now - 400, signature(key, "msg_2", now - 400), BODY);
        Reply other = send("msg_2", now, signature(key, "msg_2", now), BODY + " ");
        Reply bad = send("msg_2", now, "nonsense", BODY);
        for (Reply reply : new Reply[] {wrong, old, other, bad}) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.text()).isEqualTo(wrong.text());
        }
    }

    private static Reply send(String id, long timestamp, String signatures, String body) {
        return ingest.send(ingest.request("/webhook/updates")
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String signature(byte[] key, String id, long timestamp) {
        byte[] signed = (id + "." + timestamp + "." + BODY).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(Hmac.sha256(key, signed));
    }
}
