package dev.gatewaysync.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.operator.DiscordTargets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RefusedTargetTest {

    @Test
    void a_webhook_that_is_gone_is_said_in_plain_words_with_all_that_has_to_be_done() {
        Alert alert = alert(
                "announcements",
                "dead",
                "POST /webhooks/{webhook.id}/{webhook.token} was answered 404, code 10015: Unknown Webhook");
        assertThat(alert.urgent()).isTrue();
        assertThat(alert.text()).isEqualTo("Nothing is sent to announcements: The webhook was deleted");
        assertThat(alert.advice())
                .startsWith("Make a new one in the channel's settings (Integrations) and set its URL")
                .endsWith("Then press Resume for the target on the page System (./gateway target resume), and replay.");
    }

    @Test
    void what_waits_for_a_permission_has_nothing_to_replay() {
        Alert alert = alert(
                "category:ai-tools",
                "paused",
                "POST /channels/{channel.id}/messages was answered 403, code 50013: Missing Permissions");
        assertThat(alert.urgent()).isFalse();
        assertThat(alert.text())
                .isEqualTo("Nothing is sent to category:ai-tools: The bot lacks a permission in the channel");
        assertThat(alert.advice())
                .startsWith("Give the bot's role View Channel, Send Messages")
                .endsWith("What waits is then sent by itself.");
    }

    @Test
    void what_an_operator_has_stopped_is_resumed() {
        Alert alert = alert("gaming", "paused", "Paused by ann: a holiday");
        assertThat(alert.text()).isEqualTo("Nothing is sent to gaming: Paused by ann: a holiday");
        assertThat(alert.advice()).isEqualTo(AlertRule.TARGET.advice());
    }

    private static Alert alert(String name, String status, String reason) {
        return RefusedTarget.alert(new DiscordTargets.Target(name, null, status, reason, Instant.EPOCH));
    }
}
