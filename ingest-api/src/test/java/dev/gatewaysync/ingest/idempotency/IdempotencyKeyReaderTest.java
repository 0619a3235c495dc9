package dev.gatewaysync.ingest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class IdempotencyKeyReaderTest {
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    @Test
    void a_request_without_a_key_has_none() {
        assertThat(IdempotencyKeyReader.of(request, "updates")).isEmpty();
    }

    @Test
    void of_both_headers_the_id_of_the_webhook_counts() {
        request.addHeader("Idempotency-Key", "the-key");
        request.addHeader("webhook-id", "the-id");

        assertThat(IdempotencyKeyReader.of(request, "updates")).contains(new IdempotencyKey("updates", "the-id"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "abc, abc",
                "  abc  , abc",
                "\"abc\", abc",
                "\"a\\\"b\\\\c\", a\"b\\c",
                "\", \"",
                "\"open, \"open",
            })
    void a_key_is_bare_text_or_a_string_of_structured_headers(String header, String value) {
        request.addHeader("Idempotency-Key", header);

        assertThat(IdempotencyKeyReader.of(request, "updates"))
                .map(IdempotencyKey::value)
                .contains(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "Idempotency-Key"})
    void a_key_has_1_to_256_characters(String header) {
        request.addHeader(header, "k".repeat(256));
        assertThat(IdempotencyKeyReader.of(request, "updates")).isPresent();

        for (String wrong : new String[] {"", "   ", "k".repeat(257)}) {
            MockHttpServletRequest other = new MockHttpServletRequest();
            other.addHeader(header, wrong);
            assertThatThrownBy(() -> IdempotencyKeyReader.of(other, "updates"))
                    .hasMessageContaining(header)
                    .hasMessageContaining("256");
        }
    }

    @Test
    void an_empty_string_of_structured_headers_is_no_key() {
        request.addHeader("Idempotency-Key", "\"\"");

        assertThatThrownBy(() -> IdempotencyKeyReader.of(request, "updates")).hasMessageContaining("1 to 256");
    }

    /** Senders and consumers of every version must agree: neither may ever be another. */
    @Test
    void the_id_of_the_event_and_the_place_in_redis_are_those_of_every_version() {
        assertThat(new IdempotencyKey("updates", "k").eventId("hash"))
                .isEqualTo("18cf1f03-da6b-86d3-bfb1-c02aeee15e4c");
        assertThat(new IdempotencyKey("updates", "ü").redisKey())
                .isEqualTo("gateway:idempotency:updates:"
                        + "607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
    }

    @Test
    void the_id_of_the_event_is_the_same_at_every_try_and_another_for_another_body_key_or_kind_of_sender() {
        IdempotencyKey key = new IdempotencyKey("updates", "k");

        assertThat(key.eventId("hash"))
                .isEqualTo(new IdempotencyKey("updates", "k").eventId("hash"))
                .isNotEqualTo(key.eventId("other"))
                .isNotEqualTo(new IdempotencyKey("updates", "l").eventId("hash"))
                .isNotEqualTo(new IdempotencyKey("netlify", "k").eventId("hash"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }
}
