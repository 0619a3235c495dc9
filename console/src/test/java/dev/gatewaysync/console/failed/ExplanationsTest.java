package dev.gatewaysync.console.failed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404|10003|The channel is gone",
                "404|10015|The webhook was deleted",
                "401|50027|The webhook's token is not accepted",
                "403|50001|The bot may not see the channel",
                "403|50013|The bot lacks a permission in the channel",
                "413|40005|The message is too large for Discord",
                "400|30003|The channel has as many pins as Discord allows (250)",
                "400|160006|The server has as many active threads as Discord allows (1,000)",
                "403|200000|Moderation does not allow what it says",
                "400|99999|Discord refuses the message",
                "403|0|Discord does not allow it",
                "502|0|Discord itself failed"
            })
    void an_answer_of_discords_is_said_in_plain_words_with_its_cure(int status, int code, String title) {
        Explanation explanation = discord("POST /channels/{channel.id}/messages was answered " + status
                + (code == 0 ? "" : ", code " + code) + ": what Discord says");
        assertThat(explanation.title()).isEqualTo(title);
        assertThat(explanation.code()).isEqualTo(code == 0 ? status : code);
        assertThat(explanation.cure()).isNotBlank();
    }

    @Test
    void the_lack_of_an_answer_is_said_in_plain_words() {
        assertThat(discord("POST /x was not sent: ConnectException").why())
                .isEqualTo("Discord could not be reached: ConnectException");
        assertThat(discord("POST /x may have taken effect: no answer in time").why())
                .isEqualTo("Discord gave no answer, so it may have arrived: no answer in time");
        assertThat(discord("POST /x was answered 503, not by Discord but by something in front of it")
                        .title())
                .isEqualTo("Discord itself failed");
        assertThat(discord("POST /x was answered 403, not by Discord but by something in front of it")
                        .title())
                .contains("network in front of Discord");
    }

    @Test
    void an_invalid_form_names_its_fields() {
        assertThat(discord(
                                "POST /x was answered 400, code 50035: Invalid Form Body {\"embeds\":{\"0\":{\"title\":{\"_errors\":"
                                        + "[{\"code\":\"BASE_TYPE_MAX_LENGTH\",\"message\":\"Must be 256 or fewer in length.\"}]}}}}")
                        .detail())
                .isEqualTo("embeds[0].title: Must be 256 or fewer in length");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The main app refuses event 7: HTTP 401|401|MAIN_APP_API_KEY",
                "The main app refuses event 7: HTTP 404|404|MAIN_APP_NOTIFY_PATH",
                "The main app refuses event 7: HTTP 410|410|MAIN_APP_NOTIFY_PATH",
                "The main app refuses event 7: HTTP 422|422|log",
                "The main app is up and failed over event 7 20 times|0|log"
            })
    void what_the_main_app_answered_is_said_with_its_cure(String error, int code, String cure) {
        Explanation explanation =
                Explanations.of("main-app", "permanent", error).orElseThrow();
        assertThat(explanation.code()).isEqualTo(code);
        assertThat(explanation.cure()).contains(cure);
    }

    @ParameterizedTest
    @CsvSource({"malformed,unreadable", "poison,consumer-died", "transient,own-failure"})
    void our_own_failures_have_a_cure_on_every_queue(String errorClass, String cause) {
        for (String queue : new String[] {"history", "discord", "main-app", "unknown"}) {
            assertThat(Explanations.of(queue, errorClass, "whatever")
                            .orElseThrow()
                            .cause())
                    .isEqualTo(cause);
        }
    }

    @Test
    void an_event_that_the_history_cannot_take_says_why() {
        Explanation explanation = Explanations.of(
                        "history", "permanent", "Event 7 cannot be recorded: title: is missing")
                .orElseThrow();
        assertThat(explanation.cause()).isEqualTo("not-recordable");
        assertThat(explanation.detail()).isEqualTo("title: is missing");
    }

    private static Explanation discord(String error) {
        return Explanations.of("discord", "permanent", error).orElseThrow();
    }
}
