package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void limits_go_by_the_channel_once_it_is_known() {
        WebhookAddress address = WebhookAddress.parse("https://discord.com/api/webhooks/55/tok");

        assertThat(address.limitedAs()).isEqualTo("55");
        assertThat(address.inChannel("7").limitedAs()).isEqualTo("7");
        assertThat(address.inChannel("7")).isEqualTo(address);
    }
}
