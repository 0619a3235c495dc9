package dev.gatewaysync.discord.card;

import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cards with which the bot answers commands. */
public final class ReplyCards {
    private final String appName;

    /** @param appName shown in every footer */
    public ReplyCards(String appName) {
        this.appName = appName;
    }

    /**
     * A finished sync.
     *
     * @param outcome success, partial, failed or suspicious
     * @param reason why it failed or was stopped
     */
    public record SyncEnd(
            String kind,
            String outcome,
            @Nullable String reason,
            long added,
            long updated,
            long removed,
            long resources,
            Duration took,
            List<String> problems) {}

    public Message sync(SyncEnd end) {
        String kind = capitalised(end.kind());
        Embed embed = switch (end.outcome()) {
            case "success" -> embed("✅ " + kind + " sync finished", Colour.GREEN);
            case "partial" -> embed("🟡 " + kind + " sync finished in part", Colour.ORANGE);
            case "suspicious" -> embed("🛑 " + kind + " sync stopped", Colour.RED);
            default -> embed("❌ " + kind + " sync failed", Colour.RED);
        };
        embed.description(UserText.escaped(end.reason(), 1000))
                .markdownField("➕ Added", Numbers.grouped(end.added()), true)
                .markdownField("✏️ Updated", Numbers.grouped(end.updated()), true)
                .markdownField("➖ Removed", Numbers.grouped(end.removed()), true)
                .markdownField("📚 Resources", Numbers.grouped(end.resources()), true)
                .markdownField("⏱️ Took", seconds(end.took()), true);
        if (!end.problems().isEmpty()) {
            StringBuilder lines = new StringBuilder();
            end.problems().stream()
                    .limit(5)
                    .forEach(problem -> lines.append("• ")
                            .append(UserText.escapedLine(problem, 180))
                            .append('\n'));
            if (end.problems().size() > 5) {
                lines.append("and ").append(end.problems().size() - 5).append(" more");
            }
            embed.markdownField("⚠️ Problems", lines.toString(), false);
        }
        return Message.of(embed);
    }

    /**
     * The main app as its watch sees it.
     *
     * @param status online, degraded, offline, maintenance, or unknown
     * @param watched whether anybody is told to look at it
     * @param checkedAt null if nobody has looked
     * @param day percent of the last 24 hours that it was up; null if nothing is known of them
     * @param week of the last 7 days
     */
    public record App(
            String status,
            boolean watched,
            @Nullable Instant checkedAt,
            @Nullable Double day,
            @Nullable Double week) {
        /** Maintenance is what the app says of itself; all else is known only to whoever looks. */
        private boolean isKnown() {
            return watched || status.equals("maintenance");
        }
    }

    /**
     * How everything stands.
     *
     * @param parts name → state in words, {@code ok} for a healthy one
     * @param backlog messages that wait to be sent
     * @param failed messages that wait for an operator
     */
    public record Status(
            Map<String, String> parts, App app, long backlog, long failed, Map<String, Statistics.LastRun> lastSync) {}

    public Message status(Status status) {
        boolean well = status.failed() == 0 && status.parts().values().stream().allMatch("ok"::equals);
        Embed embed = embed(
                well ? "🟢 The gateway is well" : "🟠 The gateway has trouble", well ? Colour.GREEN : Colour.ORANGE);
        status.parts()
                .forEach((name, state) -> embed.markdownField(
                        name, (state.equals("ok") ? "✅ " : "❌ ") + UserText.escapedLine(state, 200), true));
        embed.markdownField("🌐 Main app", app(status.app()), true)
                .markdownField("📨 Not yet sent", Numbers.grouped(status.backlog()), true)
                .markdownField("🧯 Failed messages", Numbers.grouped(status.failed()), true);
        status.lastSync()
                .forEach((kind, run) -> embed.markdownField(
                        "🔄 Last " + kind + " sync",
                        UserText.escapedLine(run.outcome(), 50) + ", " + ago(run.at()) + ", took "
                                + seconds(Duration.ofMillis(run.durationMs())),
                        true));
        return Message.of(embed);
    }

    private static String app(App app) {
        if (!app.isKnown()) {
            return "not watched";
        }
        StringBuilder lines = new StringBuilder(
                switch (app.status()) {
                    case "online" -> "✅ ";
                    case "degraded" -> "🟠 ";
                    case "offline" -> "❌ ";
                    case "maintenance" -> "🛠️ ";
                    default -> "❔ ";
                });
        lines.append(UserText.escapedLine(app.status(), 50));
        if (!app.watched()) {
            return lines.append(", not watched").toString();
        }
        lines.append(app.checkedAt() == null ? ", not checked yet" : ", checked " + ago(app.checkedAt()));
        share(lines, "24 h", app.day());
        share(lines, "7 d", app.week());
        return lines.toString();
    }

    private static void share(StringBuilder lines, String window, @Nullable Double percent) {
        if (percent != null) {
            lines.append("\n").append(window).append(": ").append(Numbers.percent(percent));
        }
    }

    public Message updates(List<Update> updates) {
        Embed embed = embed("🗞️ Latest updates", Colour.BLUE);
        if (updates.isEmpty()) {
            return Message.of(embed.description("Nothing has happened yet."));
        }
        StringBuilder lines = new StringBuilder();
        for (Update update : updates) {
            String line = (update.synced() ? "✅ " : "⏳ ") + UserText.escapedLine(update.description(), 150) + " · "
                    + ago(update.timestamp()) + '\n';
            if (lines.length() + line.length() > Embed.DESCRIPTION) {
                break;
            }
            lines.append(line);
        }
        return Message.of(embed.description(lines.toString()));
    }

    private Embed embed(String title, Colour colour) {
        return Embed.of(title, colour, new CardFooter(appName, null));
    }

    private static String ago(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }

    private static String seconds(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0)
                : Numbers.duration(time.toSeconds());
    }

    private static String capitalised(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
