package dev.gatewaysync.console.page;

import dev.gatewaysync.console.failed.FailureWords;
import dev.gatewaysync.events.EventJson;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** How pages put things. */
@Component
public class ViewFormat {
    private static final DateTimeFormatter EXACT = DateTimeFormatter.ofPattern(
                    "d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;

    ViewFormat(InstantSource clock) {
        this.clock = clock;
    }

    /** “3 min ago”, “in 2 h”, or “never”. */
    public String ago(@Nullable Instant time) {
        if (time == null) {
            return "never";
        }
        Duration age = Duration.between(time, clock.instant());
        boolean future = age.isNegative();
        long seconds = age.abs().toSeconds();
        String text = seconds < 60
                ? seconds + " s"
                : seconds < 3600
                        ? seconds / 60 + " min"
                        : seconds < 172_800 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
        return seconds < 2 ? "now" : future ? "in " + text : text + " ago";
    }

    public String exact(@Nullable Instant time) {
        return time == null ? "" : EXACT.format(time);
    }

    /** For machines. */
    public String iso(@Nullable Instant time) {
        return time == null ? "" : time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    public String number(@Nullable Object value) {
        return value instanceof Number number
                ? String.format(Locale.ENGLISH, "%,d", number.longValue()).replace(',', '\u202f')
                : "–";
    }

    public String millis(long millis) {
        return millis < 1000 ? millis + " ms" : String.format(Locale.ENGLISH, "%.1f s", millis / 1000.0);
    }

    public String seconds(long seconds) {
        return seconds < 90 ? seconds + " s" : seconds / 60 + " min";
    }

    public String bytes(long bytes) {
        return bytes < 1024
                ? bytes + " B"
                : bytes < 1_048_576
                        ? bytes / 1024 + " KB"
                        : String.format(Locale.ENGLISH, "%.1f MB", bytes / 1_048_576.0);
    }

    public String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ENGLISH, "%.2f %%", share * 100);
    }

    /** Why a delivery did not arrive, in plain words. */
    public String why(String target, String error) {
        return FailureWords.of(target, error);
    }

    /** Of what became of an attempt or a delivery, where its own name is one of ours. */
    public String plain(String state) {
        return switch (state) {
            case "not_executed" -> "not done";
            case "ambiguous" -> "unclear";
            case "permission" -> "not allowed";
            case "unavailable" -> "not possible";
            case "edit_target_lost" -> "message gone";
            case "poison" -> "refused";
            case "superseded" -> "told by a later one";
            default -> state;
        };
    }

    public boolean isAhead(@Nullable Instant time) {
        return time != null && time.isAfter(clock.instant());
    }

    /** JSON on several lines; anything else as it is. */
    public String pretty(@Nullable Object value) {
        try {
            JsonNode node =
                    value instanceof JsonNode json ? json : EventJson.mapper().readTree(String.valueOf(value));
            return EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(node);
        } catch (JacksonException e) {
            return String.valueOf(value);
        }
    }

    /** Where a link may lead: to the web. Anything else, such as {@code javascript:}, leads nowhere. */
    public @Nullable String link(@Nullable Object url) {
        String text = url == null ? "" : url instanceof JsonNode node ? node.asString("") : url.toString();
        try {
            String scheme = URI.create(text.strip()).getScheme();
            return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme) ? text.strip() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Of a state, an outcome or a status: good, bad, busy or idle. */
    public String tone(@Nullable Object state) {
        return switch (state == null ? "" : state.toString().toLowerCase(Locale.ROOT)) {
            case "ok",
                    "active",
                    "success",
                    "online",
                    "connected",
                    "simulator",
                    "webhook-only",
                    "sent",
                    "synced",
                    "done",
                    "true",
                    "verified" -> "good";
            case "failed",
                    "down",
                    "offline",
                    "disconnected",
                    "false",
                    "suspicious",
                    "damaged",
                    "missing",
                    "dead",
                    "unclear",
                    "poison" -> "bad";
            case "attention",
                    "degraded",
                    "partial",
                    "pending",
                    "sending",
                    "running",
                    "maintenance",
                    "retry",
                    "not_executed",
                    "ambiguous",
                    "permission",
                    "unavailable",
                    "edit_target_lost",
                    "paused",
                    "skipped" -> "busy";
            default -> "idle";
        };
    }
}
