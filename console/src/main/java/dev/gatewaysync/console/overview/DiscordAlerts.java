package dev.gatewaysync.console.overview;

import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.DiscordLimits;
import dev.gatewaysync.service.ReportedStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What keeps everything from Discord, as the publisher reports it. */
final class DiscordAlerts {
    /** To ask Discord how it is would be one more request. */
    private static final String BLOCKED =
            "Wait: what waits is sent by itself when the block ends. Find out what else asks Discord from this"
                    + " address, and stop it: each request makes a block longer";

    private static final String TOKEN =
            "Set the bot's new token (developer portal, Bot, Reset Token) as DISCORD_TOKEN, and restart the"
                    + " discord-publisher; what waits is then sent by itself";

    private DiscordAlerts() {}

    static void add(DependencyStatus.Reading reading, List<Alert> alerts) {
        DiscordLimits limits = reading.limits();
        List<ReportedStatus.Problem> problems = reading.discordProblems();
        Instant since = problems.stream()
                .map(ReportedStatus.Problem::since)
                .min(Comparator.naturalOrder())
                .orElse(null);
        // One problem of Discord often becomes another, as after a restart: together they are one.
        if (limits.blockedFor() > 0) {
            alerts.add(Alert.down(
                            AlertRule.DISCORD,
                            "",
                            "Discord blocks this address: nothing is sent, everything waits; one request asks again within "
                                    + limits.blockedFor() + " s",
                            since)
                    .advising(BLOCKED));
        } else if (!problems.isEmpty()) {
            alerts.add(Alert.down(
                            AlertRule.DISCORD,
                            "",
                            problems.stream()
                                    .map(ReportedStatus.Problem::reason)
                                    .collect(Collectors.joining(". ")),
                            since)
                    .advising(advice(problems)));
        } else if (reading.discord().equals("disconnected")) {
            alerts.add(Alert.down(AlertRule.DISCORD, "", "Discord cannot be reached; announcements wait", null));
        }
        String session = limits.session();
        if (session != null
                && problems.stream().noneMatch(problem -> problem.reason().equals(session))) {
            alerts.add(Alert.attention(AlertRule.DISCORD, "gateway", session, null));
        }
        if (limits.stoppedForSeconds() > 0) {
            alerts.add(Alert.down(
                    AlertRule.DISCORD,
                    "refused",
                    "Discord has refused so much that nothing is sent for " + limits.stoppedForSeconds() + " s",
                    null));
        }
    }

    private static String advice(List<ReportedStatus.Problem> problems) {
        return problems.stream().anyMatch(problem -> "token".equals(problem.kind()))
                ? TOKEN
                : AlertRule.DISCORD.advice();
    }
}
