package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertSettingsTest {
    private static final String WEBHOOK = "https://discord.com/api/webhooks/123456789012345678/t0ken-of-it";

    @Test
    void without_a_place_it_is_off_and_needs_nothing() {
        assertThat(read("").places()).isEmpty();
    }

    @Test
    void every_kind_of_place_is_told_from_the_others() {
        AlertSettings settings = read(
                "ALERT_TO=" + WEBHOOK + ", channel:#ops,https://hooks.example.com/a?b=c,mailto:ops@example.com",
                "DISCORD_TOKEN=t",
                "GUILD_ID=1",
                "ALERT_SECRET=a-secret-of-the-tests-1",
                "SMTP_URL=smtps://ops%40example.com:p%2Bw@mail.example.com");
        assertThat(settings.places())
                .extracting(place -> place.getClass().getSimpleName())
                .containsExactly("DiscordWebhook", "BotChannel", "Webhook", "Mailbox");
        MailServer mail = settings.mail();
        assertThat(mail).isNotNull();
        assertThat(mail.port()).isEqualTo(465);
        assertThat(mail.from()).isEqualTo("ops@example.com");
        assertThat(String.valueOf(mail.password())).isEqualTo("<set>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://discord.com/channels/1/2 | ALERT_TO (number 1 of 1) is at Discord, and no webhook's address",
                "channel:ops,ops | ALERT_TO (number 2 of 2) ",
                "channel:ops | ALERT_TO names a channel, which needs the bot",
                "mailto:ops | ALERT_TO (number 1 of 1) holds something that is no mail address",
                "mailto:ops@example.com | SMTP_URL is not set, and ALERT_TO has a mailbox",
                "mailto:ops@example.com,mailto:Ops@example.com | ALERT_TO names a place twice: number 2 is the same as number 1",
                "channel:ops,channel:on-call,channel:#ops | ALERT_TO names a place twice: number 3 is the same as number 1",
                "https://discord.com/api/webhooks/1/t0ken-of-it,https://discordapp.com/api/v9/webhooks/1/t0ken-of-it?wait=true | number 2 is the same as number 1",
                "https://hooks.example.com/a,https://HOOKS.example.com/a | number 2 is the same as number 1",
                "https://hooks.example.com | ALERT_SECRET is not set, and ALERT_TO has a webhook",
                "https://user:t0ken-of-it@hooks.example.com | ALERT_TO (number 1 of 1) holds a user or password"
            })
    void what_cannot_be_is_said_by_its_number_and_never_repeated(String value, String problem) {
        assertThatThrownBy(() -> read("ALERT_TO=" + value))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("t0ken-of-it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://mail.example.com | does not begin with smtp:// or smtps://",
                "smtp://mail.example.com | does not say who mails come from",
                "smtp://u@mail.example.com?from=a@example.com | has a user and no password",
                "smtp://u:s3cret@mail.example.com?form=a@example.com | may have from=ADDRESS and tls=off behind its ?",
                "smtp://u:s3cret@mail.example.com?from=a@example.com&tls=off | a password goes over TLS only",
                "smtp://mail.example.com?from=a..b@example.com | holds something that is no mail address",
                "smtp://u:s3cret pw@mail.example.com | is no URL"
            })
    void a_mail_server_that_cannot_be_is_said_without_its_password(String value, String problem) {
        assertThatThrownBy(() -> read("SMTP_URL=" + value))
                .hasMessageContaining(problem)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void a_secret_that_is_not_what_it_says_and_a_repeat_that_would_never_end_are_refused() {
        assertThatThrownBy(() -> read("ALERT_SECRET=whsec_t0ken-of-it-not-base64"))
                .hasMessageContaining("ALERT_SECRET starts with whsec_ but goes on with something that is not base64")
                .hasMessageNotContaining("t0ken");
        assertThatThrownBy(() -> read("ALERT_REPEAT=5s")).hasMessageContaining("ALERT_REPEAT must be at least 1m");
        assertThat(read("SMTP_URL=smtp://127.0.0.1:25?from=a@example.com&tls=off")
                        .mail())
                .extracting(MailServer::startTls)
                .isEqualTo(false);
    }

    private static AlertSettings read(String... lines) {
        Map<String, String> values = new HashMap<>();
        for (String line : lines) {
            if (!line.isEmpty()) {
                values.put(line.split("=", 2)[0], line.split("=", 2)[1]);
            }
        }
        Settings settings = new Settings(values);
        AlertSettings read = AlertSettings.of(settings);
        settings.check();
        return read;
    }
}
