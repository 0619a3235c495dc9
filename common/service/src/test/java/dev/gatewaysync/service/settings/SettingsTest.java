package dev.gatewaysync.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource({"30s,30000", "5m,300000", "1h,3600000", "24h,86400000", "1500,1500"})
    void durations_take_a_unit_or_are_milliseconds(String text, long millis) {
        Settings settings = new Settings(Map.of("QUICK_SYNC_INTERVAL", text));
        assertThat(settings.duration("QUICK_SYNC_INTERVAL", "1h")).isEqualTo(Duration.ofMillis(millis));
        settings.check();
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5m", "0s", "1 fortnight"})
    void a_wrong_duration_is_refused_with_its_name_and_an_example(String text) {
        Settings settings = new Settings(Map.of("QUICK_SYNC_INTERVAL", text));
        settings.duration("QUICK_SYNC_INTERVAL", "1h");
        assertThatThrownBy(settings::check)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(
                        "QUICK_SYNC_INTERVAL must be a duration such as 30s, 5m, 1h, 24h, or milliseconds, for example"
                                + " QUICK_SYNC_INTERVAL=1h");
    }

    @Test
    void all_problems_are_told_at_once_and_no_value_is_repeated() {
        Settings settings = new Settings(Map.of("WEBHOOK_PORT", "hunter2", "MAIN_APP_URL", "ftp://hunter2"));
        settings.port("WEBHOOK_PORT", 3001);
        settings.httpUrl("MAIN_APP_URL", "https://app.example");
        settings.required("DATABASE_URL", "postgres://user:password@localhost:5432/gateway");
        assertThatThrownBy(settings::check)
                .hasMessageContainingAll("WEBHOOK_PORT", "MAIN_APP_URL", "DATABASE_URL is not set")
                .message()
                .doesNotContain("hunter2")
                .hasLineCount(3);
    }

    @Test
    void an_empty_variable_is_an_unset_one_and_defaults_fill_it() {
        Settings settings = new Settings(Map.of("APP_NAME", " ", "MAIN_APP_URL", "https://app.example/"))
                .withDefaults(Map.of("APP_NAME", "Sample", "MAIN_APP_URL", "https://other.example"));
        assertThat(settings.text("APP_NAME")).contains("Sample");
        assertThat(settings.httpUrl("MAIN_APP_URL", "")).contains(URI.create("https://app.example"));
    }

    @Test
    void a_secret_shows_nothing_of_itself() {
        Secret secret = new Secret("correct horse battery");
        assertThat(secret).hasToString("<set>");
        assertThat(secret.matches("correct horse battery")).isTrue();
        assertThat(secret.matches("correct horse batterz")).isFalse();
    }
}
