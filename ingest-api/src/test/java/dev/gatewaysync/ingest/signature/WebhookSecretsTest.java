package dev.gatewaysync.ingest.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-super-secret-key-here",
                "your-secret-key",
                "your-secret",
                "your_webhook_secret_here",
                "YOUR-SECRET-KEY-HERE",
                "changeme",
                "change-me-change-me-please",
                "replace-this-with-your-own",
                "my-super-secret-key",
                "<your secret goes here>",
                "aaaaaaaaaaaaaaaaaaaaaaaa",
                "fifteen-letters",
                "whsec_not!base64!at!all",
                "",
                " , ,",
                "a-perfectly-good-secret,short"
            })
    void a_weak_secret_stops_the_start_with_one_line_that_does_not_repeat_it(String value) {
        Settings settings = new Settings(Map.of("WEBHOOK_SECRET", value));
        WebhookSecrets.read(settings);
        assertThatThrownBy(settings::check)
                .isInstanceOf(InvalidSettingsException.class)
                .satisfies(e -> {
                    assertThat(e.getMessage())
                            .startsWith("WEBHOOK_SECRET ")
                            .contains("for example WEBHOOK_SECRET=")
                            .doesNotContain("\n");
                    if (!value.isBlank()) {
                        assertThat(e.getMessage()).doesNotContain(value);
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8f3c1e0b9d7a4c55",
                "my-company-9f83-77ab-prod",
                "correct-horse-battery-staple, whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw,"
            })
    void a_good_secret_or_several_are_taken(String value) {
        Settings settings = new Settings(Map.of("WEBHOOK_SECRET", value));
        assertThat(WebhookSecrets.read(settings).all()).hasSize(value.contains(",") ? 2 : 1);
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void a_secret_never_prints_itself() {
        assertThat(new WebhookSecret("8f3c1e0b9d7a4c55")).hasToString("<set>");
    }
}
