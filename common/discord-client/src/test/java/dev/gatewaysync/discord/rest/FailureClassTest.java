package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table of failures, over the wire. */
class FailureClassTest {

    @ParameterizedTest(name = "{0} with code {1} is {2}")
    @CsvSource({
        "404, 10003, TARGET_DEAD",
        "404, 10004, TARGET_DEAD",
        "404, 10015, TARGET_DEAD",
        "401, 50027, TARGET_DEAD",
        "404, 0, UNAVAILABLE",
        "404, 99999, UNAVAILABLE",
        "404, 10011, UNAVAILABLE",
        "404, 10087, UNAVAILABLE",
        "405, 0, UNAVAILABLE",
        "410, 0, UNAVAILABLE",
        "401, 0, CREDENTIAL",
        "403, 40001, CREDENTIAL",
        "401, 50014, CREDENTIAL",
        "403, 50001, PERMISSION",
        "403, 50013, PERMISSION",
        "403, 0, PERMISSION",
        "403, 99999, PERMISSION",
        "403, 50009, PERMISSION",
        "403, 60003, PERMISSION",
        "400, 160002, PERMISSION",
        "400, 160005, PERMISSION",
        "401, 50025, CREDENTIAL",
        "403, 40002, UNAVAILABLE",
        "400, 40004, UNAVAILABLE",
        "400, 40006, UNAVAILABLE",
        "403, 40007, UNAVAILABLE",
        "403, 40012, UNAVAILABLE",
        "403, 50178, UNAVAILABLE",
        "400, 110001, UNAVAILABLE",
        "403, 340015, UNAVAILABLE",
        "400, 30003, UNAVAILABLE",
        "400, 30013, UNAVAILABLE",
        "400, 30047, UNAVAILABLE",
        "400, 160006, UNAVAILABLE",
        "400, 160007, UNAVAILABLE",
        "400, 40058, UNAVAILABLE",
        "400, 40066, UNAVAILABLE",
        "400, 40067, UNAVAILABLE",
        "400, 50024, UNAVAILABLE",
        "400, 50073, UNAVAILABLE",
        "403, 50095, UNAVAILABLE",
        "403, 50097, UNAVAILABLE",
        "403, 50101, UNAVAILABLE",
        "400, 220004, UNAVAILABLE",
        "400, 50035, POISON",
        "400, 50006, POISON",
        "400, 50109, POISON",
        "413, 40005, POISON",
        "400, 50008, POISON",
        "400, 240000, POISON",
        "400, 50028, POISON",
        "400, 20009, POISON",
        "400, 20031, POISON",
        "400, 200000, POISON",
        "400, 200001, POISON",
        "400, 220001, POISON",
        "400, 220002, POISON",
        "400, 220003, POISON",
        "400, 0, POISON",
        "422, 0, POISON",
        "404, 10008, EDIT_TARGET_LOST",
        "403, 50005, EDIT_TARGET_LOST",
        "400, 50083, EDIT_TARGET_LOST",
        "429, 0, BLOCKED",
        "429, 20016, SLOW_DOWN",
        "403, 20022, SLOW_DOWN",
        "429, 20028, SLOW_DOWN",
        "429, 20029, SLOW_DOWN",
        "429, 30046, SLOW_DOWN",
        "429, 40062, SLOW_DOWN",
        "403, 110000, SLOW_DOWN",
        "503, 130000, SLOW_DOWN",
        "403, 40333, BLOCKED",
        "503, 0, NOT_EXECUTED",
        "302, 0, NOT_EXECUTED",
        "500, 0, AMBIGUOUS",
        "502, 0, AMBIGUOUS",
        "504, 0, AMBIGUOUS",
        "520, 0, AMBIGUOUS",
        "524, 0, AMBIGUOUS",
        "408, 0, AMBIGUOUS",
    })
    void answers_are_classified_by_code_then_by_status(int status, int code, FailureClass expected)
            throws InterruptedException {
        try (TestServer server = new TestServer().replies(status, "{\"message\":\"No\",\"code\":" + code + "}")) {
            RestFixture discord = new RestFixture(server.url());

            DiscordFailure failure = RestFixture.failureOf(
                    discord.rest.executeWebhook(discord.webhook, RestFixture.body("{\"content\":\"hi\"}"), null));

            assertThat(failure.failureClass()).isEqualTo(expected);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.message()).contains("POST /webhooks/{webhook.id}/{webhook.token}", "No");
            assertThat(server.requests).hasSize(1);
        }
    }

    @ParameterizedTest(name = "status {0} with body <{1}> is {2}")
    @CsvSource({
        "429, <html>banned</html>, BLOCKED",
        "429, '', BLOCKED",
        "429, '\"text\"', BLOCKED",
        "403, <html>Access denied</html>, BLOCKED",
        "403, '', BLOCKED",
        "500, <html></html>, AMBIGUOUS",
        "502, '', AMBIGUOUS",
        "404, <html></html>, UNAVAILABLE",
        "400, <html></html>, UNAVAILABLE",
        "401, <html></html>, UNAVAILABLE",
        "407, '', UNAVAILABLE",
        "413, <html></html>, UNAVAILABLE",
        "421, '', UNAVAILABLE",
        "451, <html></html>, UNAVAILABLE",
        "404, '[]', UNAVAILABLE",
        "408, '', AMBIGUOUS",
        "503, <html></html>, NOT_EXECUTED",
        "200, '{\"id\":', AMBIGUOUS",
        "200, '', AMBIGUOUS",
        "200, <html></html>, AMBIGUOUS",
    })
    void bodies_that_are_no_json_are_classified_too(int status, String body, FailureClass expected)
            throws InterruptedException {
        try (TestServer server = new TestServer().replies(status, body)) {
            RestFixture discord = new RestFixture(server.url(), Duration.ofSeconds(60));

            DiscordFailure failure = RestFixture.failureOf(
                    discord.rest.createMessage("7", RestFixture.body("{\"content\":\"hi\"}"), "nonce-1"));

            assertThat(failure.failureClass()).isEqualTo(expected);
            assertThat(failure.code()).isZero();
        }
    }
}
