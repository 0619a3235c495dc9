package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.storage.history.AttemptExchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No token in anything that can be printed. */
class SecrecyTest {
    private static final String WEBHOOK = RestFixture.WEBHOOK_TOKEN;
    private static final String BOT = RestFixture.BOT_TOKEN;

    @Test
    void an_answer_that_repeats_the_tokens_is_redacted() throws InterruptedException {
        String echo = "{\"code\":50035,\"message\":\"/api/webhooks/55/" + WEBHOOK + " " + WEBHOOK + " Bot " + BOT
                + "\",\"errors\":{\"x\":\"" + BOT + WEBHOOK + "\"}}";
        try (TestServer server = new TestServer().replies(400, echo)) {
            RestFixture discord = new RestFixture(server.url());

            RestResult byWebhook = discord.rest.executeWebhook(discord.webhook, RestFixture.body("{}"), null);
            RestResult byBot = discord.rest.createMessage("7", RestFixture.body("{}"), "n");

            assertThat(byWebhook.toString()).contains("<redacted>").doesNotContain(WEBHOOK);
            assertThat(byBot.toString()).contains("<redacted>").doesNotContain(BOT);
            assertThat(discord.reports.toString()).doesNotContain(WEBHOOK, BOT);
        }
    }

    @Test
    void what_operators_see_of_a_request_and_its_answer_has_no_secret_of_any_setting_and_an_end() throws Exception {
        String answer = "{\"code\":50035,\"message\":\"a-secret-of-another-place " + "x".repeat(5_000) + "\"}";
        try (TestServer server = new TestServer().replies(400, answer)) {
            RestFixture discord = new RestFixture(server.url());

            AttemptExchange exchange = discord.rest
                    .createMessage("7", RestFixture.body("{\"content\":\"a-secret-of-another-place\"}"), "n")
                    .exchange();

            assertThat(exchange).isNotNull();
            assertThat(exchange.request()).contains("\"content\":\"•••\"");
            assertThat(exchange.response()).startsWith("{\"code\":50035,\"message\":\"••• x");
            assertThat(exchange.response().getBytes(StandardCharsets.UTF_8)).hasSizeBetween(4_000, 4_096);
            assertThat(exchange.method() + " " + exchange.route()).isEqualTo("POST /channels/{channel.id}/messages");
            assertThat(exchange.status()).isEqualTo(400);
        }
    }

    @Test
    void settings_addresses_and_calls_print_no_token() {
        WebhookAddress address = WebhookAddress.parse("https://discord.com/api/webhooks/55/" + WEBHOOK);

        assertThat(address.toString() + RestSettings.of(null, BOT)).doesNotContain(WEBHOOK, BOT);
        assertThat(new Redactor(List.of(BOT)).redact("Authorization: Bot " + BOT))
                .doesNotContain(BOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "ftp://discord.com/api/webhooks/55/top-secret",
                "https:///api/webhooks/55/top-secret",
                "https://discord.com/api/webhooks/top-secret",
                "https://discord.com/api/webhooks/55",
                "https://discord.com/api/webhooks/55/top-secret/slack",
                "https://discord.com/api/webhooks/55/top secret",
                "https://top-secret@discord.com/api/webhooks/55/x",
            })
    void a_bad_webhook_url_is_refused_with_the_variable_and_an_example_but_not_printed(String url) {
        assertThatThrownBy(() -> WebhookAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("DISCORD_WEBHOOK_URL", "https://discord.com/api/webhooks/1234567890/")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void a_bot_token_that_is_no_header_value_is_refused_without_printing_it() {
        assertThatThrownBy(() -> RestSettings.of(null, "top\nsecret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DISCORD_TOKEN")
                .hasMessageNotContaining("secret");
    }
}
