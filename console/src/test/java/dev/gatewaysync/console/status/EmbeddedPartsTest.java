package dev.gatewaysync.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.service.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmbeddedPartsTest {
    @Test
    void what_the_gateway_runs_itself_is_named_by_whoever_runs_it() {
        EmbeddedParts parts = new EmbeddedParts(new Settings(Map.of("GATEWAY_EMBEDDED", "redis")));
        assertThat(parts.has(EmbeddedParts.REDIS)).isTrue();
        assertThat(parts.has(EmbeddedParts.BROKER)).isFalse();
    }

    @Test
    void of_servers_of_ones_own_none_is() {
        assertThat(new EmbeddedParts(new Settings(Map.of())).has(EmbeddedParts.REDIS))
                .isFalse();
    }

    @Test
    void nobody_is_told_to_start_what_starts_itself() {
        assertThat(EmbeddedParts.advice()).contains("by itself").doesNotContain("REDIS_URL");
    }
}
