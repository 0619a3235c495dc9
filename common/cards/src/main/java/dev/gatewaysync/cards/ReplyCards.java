package dev.gatewaysync.cards;

import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.statistics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cards with which the bot answers commands. */
public final class ReplyCards {
    private static final Texts TEXTS = Texts.beside(ReplyCards.class);

    private final String appName;
    private final Language language;

    /** In English. @param appName shown in every footer */
    public ReplyCards(String appName) {
        this(appName, Language.ENGLISH);
    }

    private ReplyCards(String appName, Language language) {
        this.appName = appName;
        this.language = language;
    }

    public ReplyCards in(Language other) {
        return new ReplyCards(appName, other);
    }

    private String text(String key, Object... arguments) {
        return TEXTS.get(language, key, arguments);
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
        int kind = end.kind().equals("full") ? 1 : 0;
        Embed embed = switch (end.outcome()) {
            case "success" -> embed("✅ " + text("sync.success", kind), Colour.GREEN);
            case "partial" -> embed("🟡 " + text("sync.partial", kind), Colour.ORANGE);
            case "suspicious" -> embed("🛑 " + text("sync.suspicious", kind), Colour.RED);
            default -> embed("❌ " + text("sync.failed", kind), Colour.RED);
        };
        embed.description(UserText.escaped(end.reason(), 1000))
                .markdownField("➕ " + text("sync.added"), number(end.added()), true)
                .markdownField("✏️ " + text("sync.updated"), number(end.updated()), true)
                .markdownField("➖ " + text("sync.removed"), number(end.removed()), true)
                .markdownField("📚 " + text("sync.resources"), number(end.resources()), true)
                .markdownField("⏱️ " + text("sync.took"), seconds(end.took()), true);
        if (!end.problems().isEmpty()) {
            StringBuilder lines = new StringBuilder();
            end.problems().stream()
                    .limit(5)
                    .forEach(problem -> lines.append("• ")
                            .append(UserText.escapedLine(problem, 180))
                            .append('\n'));
            if (end.problems().size() > 5) {
                lines.append(text("and_more", end.problems().size() - 5));
            }
            embed.markdownField("⚠️ " + text("sync.problems"), lines.toString(), false);
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
                well ? "🟢 " + text("status.well") : "🟠 " + text("status.trouble"),
                well ? Colour.GREEN : Colour.ORANGE);
        status.parts()
                .forEach((name, state) -> embed.markdownField(
                        name, (state.equals("ok") ? "✅ " : "❌ ") + UserText.escapedLine(state, 200), true));
        embed.markdownField("🌐 " + text("status.app"), app(status.app()), true)
                .markdownField("📨 " + text("status.backlog"), number(status.backlog()), true)
                .markdownField("🧯 " + text("status.failed"), number(status.failed()), true);
        status.lastSync()
                .forEach((kind, run) -> embed.markdownField(
                        "🔄 " + text("status.last_sync", kind.equals("full") ? 1 : 0),
                        text(
                                "status.run",
                                UserText.escapedLine(word("outcome", run.outcome()), 50),
                                ago(run.at()),
                                seconds(Duration.ofMillis(run.durationMs()))),
                        true));
        return Message.of(embed);
    }

    /** What the system calls a state, in the language; what it does not know stays as it is. */
    private String word(String of, String state) {
        String key = of + "." + state;
        return TEXTS.keys(Language.ENGLISH).contains(key) ? text(key) : state;
    }

    private String app(App app) {
        if (!app.isKnown()) {
            return text("app.not_watched");
        }
        StringBuilder lines = new StringBuilder(
                switch (app.status()) {
                    case "online" -> "✅ ";
                    case "degraded" -> "🟠 ";
                    case "offline" -> "❌ ";
                    case "maintenance" -> "🛠️ ";
                    default -> "❔ ";
                });
        lines.append(UserText.escapedLine(word("app", app.status()), 50)).append(", ");
        if (!app.watched()) {
            return lines.append(text("app.not_watched")).toString();
        }
        lines.append(app.checkedAt() == null ? text("app.not_checked") : text("app.checked", ago(app.checkedAt())));
        share(lines, text("app.day"), app.day());
        share(lines, text("app.week"), app.week());
        return lines.toString();
    }

    private void share(StringBuilder lines, String window, @Nullable Double percent) {
        if (percent != null) {
            lines.append("\n").append(window).append(": ").append(Numbers.percent(percent, language));
        }
    }

    /** @param failed ids of those with a delivery that has failed for good, until somebody replays it */
    public Message updates(List<Update> updates, Set<String> failed) {
        Embed embed = embed("🗞️ " + text("updates.title"), Colour.BLUE);
        if (updates.isEmpty()) {
            return Message.of(embed.description(text("updates.none")));
        }
        StringBuilder lines = new StringBuilder();
        for (Update update : updates) {
            String sign = failed.contains(update.id()) ? "❌ " : update.synced() ? "✅ " : "⏳ ";
            String line = sign + UserText.escapedLine(UpdateLine.of(update, language), 150) + " · "
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

    private String number(long number) {
        return Numbers.grouped(number, language);
    }

    private static String ago(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }

    private String seconds(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            return time.toMillis() + " ms";
        }
        return time.compareTo(Duration.ofMinutes(1)) < 0
                ? String.format(language.locale(), "%.1f s", time.toMillis() / 1000.0)
                : Numbers.duration(time.toSeconds(), language);
    }
}
