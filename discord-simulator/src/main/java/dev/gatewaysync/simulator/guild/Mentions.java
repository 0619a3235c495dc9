package dev.gatewaysync.simulator.guild;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Decides whom a message notifies. Only its content can: mentions inside embeds are drawn but never ping. What
 * {@code allowed_mentions} lets through must be allowed to the author too, or Discord answers as usual and pings nobody
 * (discord-api-docs #1604); a webhook pings whatever it likes (#2988).
 */
final class Mentions {

    private static final Pattern EVERYONE = Pattern.compile("@(everyone|here)\\b");
    private static final Pattern USER = Pattern.compile("<@!?(\\d{1,20})>");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,20})>");
    private static final Set<String> BOT_DEFAULT = Set.of("everyone", "users", "roles");
    private static final Set<String> WEBHOOK_DEFAULT = Set.of("users");

    private final Guild guild;

    Mentions(Guild guild) {
        this.guild = guild;
    }

    /** @param webhookId null when a person or the bot writes */
    Mentioned in(MessageBody body, String channelId, Author author, @Nullable String webhookId) {
        // An answer to an interaction has the defaults of a webhook, and the permissions of the bot.
        boolean webhook = webhookId != null;
        boolean unlimited = webhook && !guild.applicationId().equals(webhookId);
        var allowed = body.allowedMentions();
        long may = unlimited ? Permission.ALL : permissions(channelId, author);
        boolean anyRole = (may & Permission.MENTION_EVERYONE) != 0;
        boolean everyone = anyRole && EVERYONE.matcher(body.content()).find() && parses(allowed, "everyone", webhook);
        var users = Stream.concat(
                        named(USER, body.content(), allowed, "users", webhook).stream(),
                        repliedTo(body, channelId, author).stream())
                .distinct()
                .toList();
        var roles = named(ROLE, body.content(), allowed, "roles", webhook).stream()
                .filter(id -> guild.permissions()
                        .role(id)
                        .filter(role -> anyRole || role.mentionable())
                        .isPresent())
                .toList();
        return new Mentioned(everyone, users, roles);
    }

    /** Who is answered is told, unless {@code allowed_mentions} says otherwise; of one's own messages nobody is. */
    private Optional<String> repliedTo(MessageBody body, String channelId, Author author) {
        var allowed = body.allowedMentions();
        boolean isTold = allowed == null || allowed.path("replied_user").asBoolean(false);
        return isTold && body.replyTo() != null
                ? guild.messages()
                        .withId(channelId, body.replyTo())
                        .map(message -> message.author().id())
                        .filter(id -> !id.equals(author.id()))
                : Optional.empty();
    }

    private long permissions(String channelId, Author author) {
        return guild.channels()
                .withId(channelId)
                .map(channel -> guild.permissions().in(channel, author))
                .orElse(0L);
    }

    private static List<String> named(
            Pattern mention, String content, @Nullable JsonNode allowed, String kind, boolean webhook) {
        return mention.matcher(content)
                .results()
                .map(found -> found.group(1))
                .filter(id -> parses(allowed, kind, webhook) || lists(allowed, kind, id))
                .distinct()
                .toList();
    }

    private static boolean parses(@Nullable JsonNode allowed, String kind, boolean webhook) {
        if (allowed == null) {
            return (webhook ? WEBHOOK_DEFAULT : BOT_DEFAULT).contains(kind);
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
