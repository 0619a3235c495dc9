package dev.gatewaysync.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.DiscordLimits;
import dev.gatewaysync.service.ReportedStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscordAlertsTest {

    @Test
    void who_is_blocked_is_not_advised_to_ask_discord_once_more() {
        List<Alert> alerts = alerts(new DiscordLimits(List.of(), 0, 60L, null), List.of());
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.text()).startsWith("Discord blocks this address");
            assertThat(alert.advice()).startsWith("Wait: ").doesNotContain("gateway test");
        });
    }

    @Test
    void a_token_that_is_refused_has_to_be_set_anew() {
        List<Alert> alerts =
                alerts(DiscordLimits.UNKNOWN, List.of(problem("token", "Discord refuses the bot's token")));
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.advice()).contains("Reset Token", "DISCORD_TOKEN", "restart"));
    }

    @Test
    void of_an_outage_the_self_check_says_more() {
        List<Alert> alerts = alerts(DiscordLimits.UNKNOWN, List.of(problem("outage", "Discord answers 503")));
        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.advice()).isEqualTo(AlertRule.DISCORD.advice()));
    }

    private static ReportedStatus.Problem problem(String kind, String reason) {
        return new ReportedStatus.Problem(kind, reason, Instant.EPOCH);
    }

    private static List<Alert> alerts(DiscordLimits limits, List<ReportedStatus.Problem> problems) {
        List<Alert> alerts = new ArrayList<>();
        DiscordAlerts.add(
                new DependencyStatus.Reading(
                        List.of(), null, true, true, true, "disconnected", problems, limits, "online", null, List.of()),
                alerts);
        return alerts;
    }
}
