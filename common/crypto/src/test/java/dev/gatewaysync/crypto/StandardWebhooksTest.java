package dev.gatewaysync.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhooksTest {
    // The example of the specification's reference libraries.
    private static final byte[] SECRET = StandardWebhooks.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void the_published_example_is_right() {
        assertThat(matches(SIGNATURE, BODY)).isTrue();
    }

    @Test
    void one_right_signature_among_others_is_enough() {
        assertThat(matches("v1,AAAA v1a,BBBB v2,CCCC " + SIGNATURE, BODY)).isTrue();
        assertThat(matches("v1,AAAA  " + SIGNATURE + " ", BODY)).isTrue();
    }

    @Test
    void anything_else_is_wrong() {
        assertThat(matches("", BODY)).isFalse();
        assertThat(matches("v1,", BODY)).isFalse();
        assertThat(matches(SIGNATURE.substring(3), BODY)).isFalse();
        assertThat(matches(SIGNATURE.replace("v1,", "v2,"), BODY)).isFalse();
        assertThat(matches(SIGNATURE.replace("g0h", "g0H"), BODY)).isFalse();
        assertThat(matches(SIGNATURE, "{\"test\": 2432232315}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(StandardWebhooks.matches(SECRET, ID + "x", TIMESTAMP, SIGNATURE, BODY))
                .isFalse();
        assertThat(StandardWebhooks.matches(SECRET, ID, "1614265331", SIGNATURE, BODY))
                .isFalse();
        assertThat(StandardWebhooks.matches(
                        StandardWebhooks.key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx"), ID, TIMESTAMP, SIGNATURE, BODY))
                .isFalse();
    }

    /** Computed with Python's hmac. */
    @Test
    void a_secret_without_prefix_signs_with_its_utf8_bytes() {
        assertThat(signature("plain-key-of-the-app")).isEqualTo("v1,sV1pH6J6ZlzPKkJW068jP3rMLYdeo7ylOmVr2EDxoiw=");
        String signature = signature("sch\u00f6ne-lange-parole");
        assertThat(StandardWebhooks.matches(
                        "sch\u00f6ne-lange-parole".getBytes(StandardCharsets.UTF_8), ID, TIMESTAMP, signature, BODY))
                .isTrue();
    }

    @Test
    void a_secret_that_says_it_is_base64_and_is_not_is_known_and_signs_as_any_other() {
        assertThat(StandardWebhooks.isMalformed("whsec_no base64!")).isTrue();
        assertThat(StandardWebhooks.isMalformed("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .isFalse();
        assertThat(StandardWebhooks.isMalformed("no base64!")).isFalse();
        assertThat(StandardWebhooks.key("whsec_no base64!"))
                .isEqualTo("whsec_no base64!".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "1000, true",
        "700, true",
        "1300, true",
        "699, false",
        "1301, false",
        "'', false",
        "1e3, false",
        "-1000, false",
        "1000.5, false",
        "99999999999999999999, false"
    })
    void a_timestamp_counts_for_five_minutes_either_way(String timestamp, boolean fresh) {
        assertThat(StandardWebhooks.isFresh(timestamp, Instant.ofEpochSecond(1000)))
                .isEqualTo(fresh);
    }

    private static boolean matches(String signatures, byte[] body) {
        return StandardWebhooks.matches(SECRET, ID, TIMESTAMP, signatures, body);
    }

    private static String signature(String secret) {
        return StandardWebhooks.signature(StandardWebhooks.key(secret), ID, TIMESTAMP, BODY);
    }
}
