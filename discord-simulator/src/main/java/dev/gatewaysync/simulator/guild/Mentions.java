package dev.gatewaysync.simulator.guild;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides whether a message notifies anybody. Only its content can: mentions inside embeds are drawn but never ping. */
final class Mentions {

    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");
    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,20})>");
    private static final Set<String> BOT_DEFAULT = Set.of("everyone", "users", "roles");
    private static final Set<String> WEBHOOK_DEFAULT = Set.of("users");

    private Mentions() {}

    static boolean pings(MessageBody body, boolean fromWebhook) {
        var allowed = body.allowedMentions();
        return EVERYONE.matcher(body.content()).find() && parses(allowed, "everyone", fromWebhook)
                || anyAllowed(USER, body.content(), allowed, "users", fromWebhook)
                || anyAllowed(ROLE, body.content(), allowed, "roles", fromWebhook);
    }

    private static boolean anyAllowed(
            Pattern mention, String content, @Nullable JsonNode allowed, String kind, boolean fromWebhook) {
        return mention.matcher(content)
                .results()
                .anyMatch(found -> parses(allowed, kind, fromWebhook) || lists(allowed, kind, found.group(1)));
    }

    private static boolean parses(@Nullable JsonNode allowed, String kind, boolean fromWebhook) {
        if (allowed == null) {
            return (fromWebhook ? WEBHOOK_DEFAULT : BOT_DEFAULT).contains(kind);
        }
        return contains(allowed.path("parse"), kind);
    }

    private static boolean lists(@Nullable JsonNode allowed, String kind, String id) {
        return allowed != null && contains(allowed.path(kind), id);
    }

    private static boolean contains(JsonNode array, String wanted) {
        return array.valueStream().anyMatch(value -> value.asString("").equals(wanted));
    }
}
