package dev.gatewaysync.sync.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.service.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StandardWebhookTest {
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Instant TIME = Instant.ofEpochSecond(1_614_265_330);

    /** The first is the example of the specification, the second was computed with Python's hmac. */
    @Test
    void signatures_are_those_of_other_programs() {
        assertThat(signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(signature("plain-key-of-the-app")).isEqualTo("v1,sV1pH6J6ZlzPKkJW068jP3rMLYdeo7ylOmVr2EDxoiw=");
        assertThat(signature("whsec_no base64!")).startsWith("v1,");
    }

    @Test
    void while_a_key_is_replaced_both_sign() {
        assertThat(signature("new-key-of-the-app", "plain-key-of-the-app"))
                .isEqualTo(signature("new-key-of-the-app") + " " + signature("plain-key-of-the-app"));
    }

    @Test
    void retry_after_is_seconds_or_a_date_and_nonsense_says_nothing() {
        assertThat(retryAfter("120")).isEqualTo(Duration.ofMinutes(2));
        assertThat(retryAfter("Thu, 25 Feb 2021 15:03:10 GMT")).isEqualTo(Duration.ofMinutes(1));
        assertThat(retryAfter("Thu, 25 Feb 2020 15:03:10 GMT")).isZero();
        assertThat(retryAfter("Tue, 25 Feb 2020 15:03:10 GMT")).isZero();
        assertThat(retryAfter("soon")).isZero();
        assertThat(retryAfter("-5")).isZero();
        assertThat(retryAfter("999999999")).isEqualTo(RetryAfter.LONGEST);
        assertThat(RetryAfter.of(Optional.empty(), TIME)).isZero();
    }

    private static Duration retryAfter(String header) {
        return RetryAfter.of(Optional.of(header), TIME);
    }

    private static String signature(String... keys) {
        return StandardWebhook.signatures(
                Arrays.stream(keys).map(Secret::new).toList(), "msg_p5jXN8AQM9LWM0D4loKWxJek", TIME, BODY);
    }
}
