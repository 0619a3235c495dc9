package dev.gatewaysync.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SecretMaskTest {
    private final SecretMask mask = SecretMask.of(new Settings(Map.of(
            "WEBHOOK_SECRET", "old-secret-value,new-secret-value",
            "MAIN_APP_API_KEY", "a\"quoted\\key",
            "SHOP_TOKEN", "token-of-a-source",
            "REDIS_URL", "redis://user:pass-of-redis@localhost:6379",
            "OPS_TOKEN", "short",
            "APP_NAME", "Everything Gateway")));

    @Test
    void every_value_that_is_named_like_a_secret_is_taken_out_and_each_of_several() {
        assertThat(mask.masked("new-secret-value then token-of-a-source")).isEqualTo("••• then •••");
        assertThat(mask.masked("{\"key\":\"a\\\"quoted\\\\key\"}"))
                .as("as JSON has it")
                .isEqualTo("{\"key\":\"•••\"}");
    }

    @Test
    void the_password_of_an_address_is_taken_out() {
        assertThat(mask.masked("refused for pass-of-redis")).isEqualTo("refused for •••");
    }

    @Test
    void what_looks_like_a_token_is_taken_out_whosever_it_is() {
        assertThat(mask.masked("https://discord.com/api/webhooks/123/AbC-def_ghi?wait=true"))
                .isEqualTo("https://discord.com/api/webhooks/123/•••?wait=true");
        assertThat(mask.masked("Authorization: Bearer abc.def-ghi")).isEqualTo("Authorization: Bearer •••");
        assertThat(mask.masked("as Bearer 0123456789abcdef0 it came")).isEqualTo("as Bearer ••• it came");
        assertThat(mask.masked("Basic programming, a Bot framework")).isEqualTo("Basic programming, a Bot framework");
    }

    @Test
    void other_values_and_short_ones_stay() {
        assertThat(mask.masked("Everything Gateway is short")).isEqualTo("Everything Gateway is short");
    }
}
