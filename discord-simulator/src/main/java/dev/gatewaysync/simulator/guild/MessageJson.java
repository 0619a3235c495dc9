package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Messages and those who write them, in the shape that Discord gives them. */
final class MessageJson {

    /** Stands before the addresses from which Discord shows pictures. */
    private static final String PROXY = "https://images-ext-1.discordapp.net/external/";

    /** The type of a message that answers another one. */
    private static final int REPLY = 19;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;

    MessageJson(Guild guild) {
        this.guild = guild;
    }

    /**
     * As the bot is shown it. Without the intent Message Content whatever others wrote is empty, over REST too, also
     * that of webhooks which the bot itself has made (discord-api-docs #5411).
     *
     * @param contentIntent whether the application, or this session of it, has the intent
     * @see <a href="https://docs.discord.com/developers/events/gateway#message-content-intent">Message Content Intent</a>
     */
    ObjectNode shownToBot(SimulatedMessage message, boolean contentIntent) {
        var node = read(message);
        if (!contentIntent && !isForBot(message)) {
            node.put("content", "");
            for (var blanked : new String[] {"embeds", "attachments", "components"}) {
                node.putArray(blanked);
            }
            node.remove("poll");
        }
        return node;
    }

    /**
     * As whoever wrote it reads it later: Discord fetches pictures in its own time, and the answer to a create or an edit does not wait for
     * that (discord-api-docs #4782).
     */
    ObjectNode read(SimulatedMessage message) {
        var node = stored(message);
        var embeds = node.putArray("embeds");
        for (var stored : message.embeds()) {
            var embed = embeds.addObject();
            stored.properties().forEach(entry -> embed.set(entry.getKey(), fetched(entry.getKey(), entry.getValue())));
        }
        return node;
    }

    private static JsonNode fetched(String name, JsonNode stored) {
        if (!(stored instanceof ObjectNode part)) {
            return stored;
        }
        var picture = part.deepCopy();
        if ((name.equals("image") || name.equals("thumbnail")) && part.has("url")) {
            picture.put("proxy_url", PROXY + part.path("url").asString())
                    .put("width", 64)
                    .put("height", 64);
        } else if (part.has("icon_url")) {
            picture.put("proxy_icon_url", PROXY + part.path("icon_url").asString());
        }
        return picture;
    }

    private boolean isForBot(SimulatedMessage message) {
        return message.author().id().equals(guild.applicationId())
                || message.mentioned().users().contains(guild.applicationId());
    }

    /** As it was written; pictures are not fetched yet. */
    ObjectNode stored(SimulatedMessage message) {
        var node = json.createObjectNode()
                .put("id", message.id())
                .put("type", message.body().replyTo() == null ? 0 : REPLY)
                .put("channel_id", message.channelId())
                .put("content", message.content())
                .put("timestamp", DiscordJson.timestamp(message.createdAt()))
                .put("edited_timestamp", timestampOrNull(message.editedAt()))
                .put("tts", false)
                .put("mention_everyone", message.mentioned().everyone())
                .put("pinned", message.pinned())
                .put("flags", message.body().flags());
        node.set("author", author(message.author(), isWebhook(message)));
        node.set("embeds", message.embeds());
        node.set("components", message.body().components());
        var users = node.putArray("mentions");
        guild.people().stream()
                .filter(person -> message.mentioned().users().contains(person.id()))
                .forEach(person -> users.add(author(person, false)));
        var roles = node.putArray("mention_roles");
        message.mentioned().roles().forEach(roles::add);
        node.putArray("attachments");
        if (message.nonce() != null) {
            node.put("nonce", message.nonce());
        }
        if (message.webhookId() != null) {
            node.put("webhook_id", message.webhookId());
        }
        reactions(message, node);
        if (message.body().replyTo() != null) {
            reply(message, message.body().replyTo(), node);
        }
        return node;
    }

    /** Whatever the application may read of a message, its reactions are shown; of one without any the field is left out. */
    private void reactions(SimulatedMessage message, ObjectNode node) {
        guild.messages().reactions(message).forEach((emoji, people) -> {
            boolean isOwn = people.contains(guild.applicationId());
            var reaction = node.withArray("reactions")
                    .addObject()
                    .put("count", people.size())
                    .put("me", isOwn)
                    .put("me_burst", false);
            reaction.putObject("count_details").put("burst", 0).put("normal", people.size());
            reaction.putObject("emoji").putNull("id").put("name", emoji);
            reaction.putArray("burst_colors");
        });
    }

    private void reply(SimulatedMessage message, String replyTo, ObjectNode node) {
        node.putObject("message_reference")
                .put("type", 0)
                .put("channel_id", message.channelId())
                .put("message_id", replyTo)
                .put("guild_id", guild.id());
        // Without what that one answers itself; null once somebody has deleted it.
        node.set(
                "referenced_message",
                guild.messages()
                        .withId(message.channelId(), replyTo)
                        .map(answered ->
                                stored(answered.withBody(answered.body().answering(null))))
                        .orElse(null));
    }

    /** An answer to an interaction carries the application's id in place of a webhook's. */
    private boolean isWebhook(SimulatedMessage message) {
        return message.webhookId() != null && !guild.applicationId().equals(message.webhookId());
    }

    private static @Nullable String timestampOrNull(@Nullable Instant instant) {
        return instant == null ? null : DiscordJson.timestamp(instant);
    }

    /** @param webhook whether a webhook writes under this name */
    ObjectNode author(Author author, boolean webhook) {
        return json.createObjectNode()
                .put("id", author.id())
                .put("username", author.name())
                .put("discriminator", webhook ? "0000" : "0")
                .putNull("global_name")
                .putNull("avatar")
                .put("public_flags", 0)
                .put("flags", 0)
                .putNull("primary_guild")
                .put("bot", author.bot());
    }
}
