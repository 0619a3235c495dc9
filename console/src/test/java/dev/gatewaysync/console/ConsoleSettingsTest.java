package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    private static final String OLD = "old-token-of-the-operators";
    private static final String NEW = "new-token-of-the-operators";

    @Test
    void a_token_is_replaced_by_putting_the_new_one_beside_it() {
        ConsoleSettings settings =
                read(Map.of("OPS_TOKEN", NEW + ", " + OLD, "OPS_READ_TOKEN", "one-for-readers-1,one-for-readers-2"));
        assertThat(settings.opsTokens()).extracting(Secret::reveal).isEqualTo(List.of(NEW, OLD));
        assertThat(settings.readTokens()).hasSize(2);
    }

    @Test
    void each_of_several_is_looked_at() {
        assertThatThrownBy(() -> read(Map.of("OPS_TOKEN", NEW + ",short")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("OPS_TOKEN (number 2 of 2) must have at least 16 characters");
        assertThatThrownBy(() -> read(Map.of("OPS_TOKEN", " , ")))
                .hasMessageContaining("OPS_TOKEN holds nothing but commas");
        assertThatThrownBy(
                        () -> read(Map.of("OPS_TOKEN", NEW + "," + OLD, "OPS_READ_TOKEN", "one-for-readers-1," + OLD)))
                .hasMessageContaining("OPS_READ_TOKEN must differ from OPS_TOKEN");
    }

    private static ConsoleSettings read(Map<String, String> values) {
        Settings settings = new Settings(values);
        ConsoleSettings read = ConsoleSettings.of(settings);
        settings.check();
        return read;
    }
}
