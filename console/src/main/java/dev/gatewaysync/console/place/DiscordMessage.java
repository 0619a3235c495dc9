package dev.gatewaysync.console.place;

import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.events.EventJson;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** A notice as a message of Discord, within its limits, and what its answer means. */
final class DiscordMessage {
    /** Of an embed's description; 4096 are allowed, and 6000 characters in all of a message's embeds. */
    private static final int DESCRIPTION = 3_900;

    /** Of an embed's title. */
    private static final int TITLE = 250;

    private static final int RED = 0xED4245;
    private static final int AMBER = 0xFEE75C;
    private static final int GREEN = 0x57F287;

    /** Neither this message nor another one to the same place will be taken until somebody acts. */
    private static final Set<FailureClass> FOR_GOOD =
            Set.of(FailureClass.TARGET_DEAD, FailureClass.CREDENTIAL, FailureClass.PERMISSION);

    private DiscordMessage() {}

    static ObjectNode of(Notice notice) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        ObjectNode embed = body.putArray("embeds").addObject();
        String title = escaped(notice.title());
        embed.put("title", cut(title, TITLE))
                .put("description", description(notice))
                .put("color", colour(notice));
        embed.put("timestamp", notice.at().toString());
        if (notice.link() != null) {
            embed.put("url", notice.link());
        }
        return body;
    }

    /** As {@link #told}, of a message that would be shown twice if it were sent again. */
    static Told toldOnce(RestResult result) {
        return result instanceof RestResult.Refused refused
                        && refused.failure().failureClass() == FailureClass.AMBIGUOUS
                ? new Told.Unclear(failed(refused.failure()).reason())
                : told(result);
    }

    static Told told(RestResult result) {
        return switch (result) {
            case RestResult.Done done -> new Told.Done();
            case RestResult.Refused refused -> failed(refused.failure());
        };
    }

    private static Told.Failed failed(DiscordFailure failure) {
        String status = failure.status() == 0
                ? "Discord does not answer"
                : "Discord answers " + failure.status() + (failure.code() == 0 ? "" : ", code " + failure.code());
        String advice = switch (failure.failureClass()) {
            case TARGET_DEAD -> ": the webhook or channel is gone";
            case CREDENTIAL -> ": the token is refused, or none is set";
            case PERMISSION -> ": the bot may not write there";
            case BLOCKED -> ": it blocks this address";
            default -> "";
        };
        return new Told.Failed(status + advice, failure.retryAfter(), FOR_GOOD.contains(failure.failureClass()));
    }

    private static String description(Notice notice) {
        StringBuilder text = new StringBuilder();
        int left = notice.items().size();
        for (Notice.Item item : notice.items()) {
            String lines = lines(item);
            if (text.length() + lines.length() > DESCRIPTION) {
                return text.append("and ").append(left).append(" more").toString();
            }
            text.append(lines);
            left--;
        }
        return text.toString().strip();
    }

    private static String lines(Notice.Item item) {
        String what = (item.endedAt() != null ? "✅ " : item.urgent() ? "🔴 " : "🟠 ") + "**"
                + escaped(NoticeText.line(item.text())) + "**\n";
        Instant ended = item.endedAt();
        if (ended != null) {
            return what + "over since " + time(ended) + ", it lasted " + NoticeText.lasted(item.since(), ended)
                    + "\n\n";
        }
        return what + "since " + time(item.since()) + "\n→ " + escaped(item.advice())
                + (item.link() == null ? "" : "\n" + item.link()) + "\n\n";
    }

    /** In the zone of whoever reads it. */
    private static String time(Instant time) {
        return "<t:" + time.getEpochSecond() + ":f>";
    }

    private static int colour(Notice notice) {
        if (notice.kind() == Notice.Kind.ENDED || notice.kind() == Notice.Kind.TEST) {
            return GREEN;
        }
        return notice.items().stream().anyMatch(Notice.Item::urgent) ? RED : AMBER;
    }

    /** What comes from outside neither formats nor names anybody; whether it pings is said by allowed_mentions. */
    private static String escaped(String text) {
        return text.replaceAll("([\\\\*_~`|>#\\[\\]()<@-])", "\\\\$1");
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
