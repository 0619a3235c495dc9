package dev.gatewaysync.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatewaysync.ingest.answer.ApiException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {                | Unexpected end-of-input: expected close marker for Object (line 1, column 2)
            {"a":[1          | Unexpected end-of-input: expected close marker for Array (line 1, column 8)
            {"a":"b          | Unexpected end-of-input (line 1, column 8)
            {"a":1}{}        | Trailing token found after value (line 1, column 8)
            {"a":NaN}        | Non-standard token 'NaN' (line 1, column 9)
            {"a":1/*b*/}     | Unexpected character ('/' (code 47)) (line 1, column 7)
            {"a":11111111111111111111111111111111111111111111111111111111111111111} | Number value length (65) exceeds the maximum allowed (64)
            """)
    void what_is_wrong_is_said_in_words_of_json_and_not_of_the_program_that_reads_it(String body, String said) {
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> JsonBody.parse(body.getBytes(StandardCharsets.UTF_8)));
        assertThat(refusal.detail()).isEqualTo("The body is no valid JSON: " + said);
    }
}
