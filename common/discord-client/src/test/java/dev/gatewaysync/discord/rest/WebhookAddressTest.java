package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookAddressTest {

    @ParameterizedTest
    @CsvSource({
        "https://discord.com/api/webhooks/55/tok, https://discord.com/api/v10",
        "https://canary.discord.com/api/webhooks/55/tok/, https://canary.discord.com/api/v10",
        "https://discordapp.com/api/v8/webhooks/55/tok?wait=true, https://discordapp.com/api/v10",
        "http://localhost:3003/api/webhooks/55/tok, http://localhost:3003/api/v10",
        "http://proxy.test/discord/webhooks/55/tok, http://proxy.test/discord",
    })
    void id_token_and_base_are_read_from_any_host(String url, String base) {
        WebhookAddress address = WebhookAddress.parse("  " + url + " ");

        assertThat(address.id()).isEqualTo("55");
        assertThat(address.token()).isEqualTo("tok");
        assertThat(RestSettings.of(null, null).webhookBase(address)).hasToString(base);
    }

    @Test
    void discord_api_url_replaces_the_host() {
        WebhookAddress address = WebhookAddress.parse("https://discord.com/api/webhooks/55/tok");

        assertThat(RestSettings.of("http://localhost:3003/api/v10/", null).webhookBase(address))
                .hasToString("http://localhost:3003/api/v10");
    }

    @ParameterizedTest
    @CsvSource({"?thread_id=12, 12", "?wait=true&thread_id=12, 12", "/?thread_id=12&wait=true, 12", "?wait=true,", "?,"
    })
    void the_thread_of_an_address_is_kept(String query, @org.jspecify.annotations.Nullable String thread) {
        WebhookAddress address = WebhookAddress.parse("https://discord.com/api/webhooks/55/tok" + query);

        assertThat(address.threadId()).isEqualTo(thread);
        assertThat(address.inChannel("7").threadId()).isEqualTo(thread);
        assertThat(address.place()).isEqualTo(thread == null ? "55" : "55/12");
    }

    @ParameterizedTest
    @CsvSource({
        "?thread_id=, its thread_id is no id",
        "?thread_id=my-thread, its thread_id is no id",
        "?thread_id=1&thread_id=2, it names two threads",
        "?thread=12, after the ? only thread_id=ID may stand",
        "?thread_id=12&token=secret, after the ? only thread_id=ID may stand",
    })
    void another_query_is_refused_in_one_line_without_its_values(String query, String problem) {
        assertThatThrownBy(() -> WebhookAddress.parse("https://discord.com/api/webhooks/55/tok" + query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("tok\"");
    }

    @Test
    void limits_go_by_the_channel_once_it_is_known() {
        WebhookAddress address = WebhookAddress.parse("https://discord.com/api/webhooks/55/tok");

        assertThat(address.limitedAs()).isEqualTo("55");
        assertThat(address.inChannel("7").limitedAs()).isEqualTo("7");
        assertThat(address.inChannel("7")).isEqualTo(address);
    }
}
