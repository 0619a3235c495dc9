package dev.gatewaysync.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TimesTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "'\"2025-09-06T12:00:00Z\"'           | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06T14:00:00+02:00\"'      | 2025-09-06T12:00:00Z      | 2025-09-06T14:00:00+02:00",
                "'\"2025-09-06T12:00:00+0000\"'       | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06T14:30:00+0230\"'       | 2025-09-06T12:00:00Z      | 2025-09-06T14:30:00+02:30",
                "'\"2025-09-06T12:00:00+00\"'         | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06T04:00:00-08\"'         | 2025-09-06T12:00:00Z      | 2025-09-06T04:00:00-08:00",
                "'\"2025-09-06 12:00:00Z\"'           | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06 12:00:00 +0000\"'      | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06 12:00:00 UTC\"'        | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06t12:00:00z\"'           | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06T12:00Z\"'              | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2025-09-06T12:00:00,5Z\"'         | 2025-09-06T12:00:00.5Z    | 2025-09-06T12:00:00.5Z",
                "'\"2025-09-06T12:00:00.123456789Z\"' | 2025-09-06T12:00:00.123456789Z | 2025-09-06T12:00:00.123456789Z",
                "'\"20250906T120000Z\"'               | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\" 2025-09-06T12:00:00Z \"'         | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"2016-12-31T23:59:60Z\"'           | 2017-01-01T00:00:00Z      | 2016-12-31T23:59:60Z",
                "'\"2025-09-06T14:00:00+02:00[Europe/Berlin]\"' | 2025-09-06T12:00:00Z | 2025-09-06T14:00:00+02:00",
                "'\"2025-09-06T12:00:00Z[UTC][u-ca=iso8601]\"' | 2025-09-06T12:00:00Z | 2025-09-06T12:00:00Z",
                "'\"2025-09-06 12:00:00 utc\"'        | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "1757160000                           | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "1757160000.5                         | 2025-09-06T12:00:00.5Z    | 2025-09-06T12:00:00.5Z",
                "1757160000000                        | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"1757160000\"'                     | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z",
                "'\"1757160000000\"'                  | 2025-09-06T12:00:00Z      | 2025-09-06T12:00:00Z"
            })
    void a_time_is_read_in_every_common_spelling(String json, Instant time, String rfc3339) {
        assertThat(Times.parse(node(json))).contains(time);
        assertThat(Times.rfc3339(node(json))).contains(rfc3339);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2025-09-06T12:00:00\"",
                "\"2025-09-06\"",
                "\"today\"",
                "\"\"",
                "7",
                "20250906",
                "-1757160000",
                "true",
                "\"2025-13-06T12:00:00Z\"",
                "\"2025-09-06T25:00:00Z\"",
                "\"2025-09-06T12:00:00+25:00\"",
                "\"2025-09-06T12:00:00+02:75\"",
                "\"0000-01-01T00:00:00Z\"",
                "\"+010000-01-01T00:00:00Z\"",
                "1e300",
                "17571600000000000",
                "null",
                "[]"
            })
    void what_does_not_say_when_is_no_time(String json) {
        assertThat(Times.parse(node(json))).isEmpty();
    }

    private static JsonNode node(String json) {
        return EventJson.readStrictly(json.getBytes(StandardCharsets.UTF_8));
    }
}
