package dev.gatewaysync.ingest.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.core.type.TypeReference;

/** Signatures that others have made: those of the specifications, and those of {@code vectors/make.mjs}. */
class SignatureVectorsTest {
    static Stream<Vector> vectors() throws IOException {
        try (InputStream in =
                SignatureVectorsTest.class.getResourceAsStream("/dev/gatewaysync/ingest/vectors/vectors.json")) {
            List<Vector> made = EventJson.mapper().readValue(in, new TypeReference<>() {});
            return Stream.concat(published(), made.stream());
        }
    }

    private static Stream<Vector> published() {
        return Stream.of(
                // https://github.com/standard-webhooks/standard-webhooks, the example of the reference libraries
                new Vector(
                        "the specification",
                        "standard-webhooks",
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "{\"test\": 2432232314}",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "1614265330",
                        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="),
                // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
                new Vector(
                        "the documentation",
                        "github",
                        "It's a Secret to Everybody",
                        "Hello, World!",
                        null,
                        null,
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_signature_that_another_implementation_made_is_right(Vector vector) {
        assertThat(vector.isAccepted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void each_change_of_a_single_bit_is_refused(Vector vector) {
        byte[] signature = vector.signature().getBytes(StandardCharsets.ISO_8859_1);
        forEachBit(signature, changed -> vector.isAccepted(vector.id(), vector.timestamp(), changed, vector.bytes()));
        forEachBit(vector.bytes(), changed -> vector.isAccepted(vector.id(), vector.timestamp(), signature, changed));
        if (vector.id() != null && vector.timestamp() != null) {
            forEachBit(
                    vector.id().getBytes(StandardCharsets.ISO_8859_1),
                    changed -> vector.isAccepted(header(changed), vector.timestamp(), signature, vector.bytes()));
            forEachBit(
                    vector.timestamp().getBytes(StandardCharsets.ISO_8859_1),
                    changed -> vector.isAccepted(vector.id(), header(changed), signature, vector.bytes()));
        }
    }

    private static void forEachBit(byte[] right, Predicate<byte[]> isAccepted) {
        for (int bit = 0; bit < right.length * 8; bit++) {
            byte[] changed = right.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isAccepted.test(changed))
                    .as("bit %d of %s", bit, header(right))
                    .isFalse();
        }
    }

    /** As Tomcat reads headers. */
    private static String header(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** @param by who made it */
    record Vector(
            String by,
            String scheme,
            String secret,
            String body,
            @Nullable String id,
            @Nullable String timestamp,
            String signature) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.UTF_8);
        }

        boolean isAccepted() {
            return isAccepted(id, timestamp, signature.getBytes(StandardCharsets.ISO_8859_1), bytes());
        }

        boolean isAccepted(@Nullable String id, @Nullable String timestamp, byte[] signature, byte[] body) {
            byte[] key = secret.getBytes(StandardCharsets.UTF_8);
            return switch (scheme) {
                case "github" -> new GitHub().proves(request("X-Hub-Signature-256", signature), key, body);
                case "vercel" -> new Vercel().proves(request("x-vercel-signature", signature), key, body);
                case "netlify" -> new Netlify().proves(request("X-Webhook-Signature", signature), key, body);
                default ->
                    StandardWebhooks.matches(
                            StandardWebhooks.key(secret),
                            String.valueOf(id),
                            String.valueOf(timestamp),
                            header(signature),
                            body);
            };
        }

        private static MockHttpServletRequest request(String name, byte[] value) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.addHeader(name, header(value));
            return request;
        }

        @Override
        public String toString() {
            return scheme + " by " + by + " of " + (body.length() < 50 ? body.strip() : body.length() + " characters");
        }
    }
}
