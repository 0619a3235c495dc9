package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The guild's things in the shape that Discord's REST interface and gateway give them. */
public final class DiscordJson {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    /** Stands before the addresses from which Discord shows pictures. */
    private static final String PROXY = "https://images-ext-1.discordapp.net/external/";

    /** The type of a message that answers another one. */
    private static final int REPLY = 19;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;
    private final ChannelJson channels;

    public DiscordJson(Guild guild) {
        this.guild = guild;
        this.channels = new ChannelJson(guild);
    }

    public static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    /**
     * As the bot is shown it. Without the intent Message Content whatever others wrote is empty, over REST too, also
     * that of webhooks which the bot itself has made (discord-api-docs #5411).
     *
     * @param contentIntent whether the application, or this session of it, has the intent
     * @see <a href="https://docs.discord.com/developers/events/gateway#message-content-intent">Message Content Intent</a>
     */
    public ObjectNode message(SimulatedMessage message, boolean contentIntent) {
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
    public ObjectNode read(SimulatedMessage message) {
        var node = message(message);
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

    public ObjectNode message(SimulatedMessage message) {
        var node = json.createObjectNode()
                .put("id", message.id())
                .put("type", message.body().replyTo() == null ? 0 : REPLY)
                .put("channel_id", message.channelId())
                .put("content", message.content())
                .put("timestamp", timestamp(message.createdAt()))
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
                                message(answered.withBody(answered.body().answering(null))))
                        .orElse(null));
    }

    /** An answer to an interaction carries the application's id in place of a webhook's. */
    private boolean isWebhook(SimulatedMessage message) {
        return message.webhookId() != null && !guild.applicationId().equals(message.webhookId());
    }

    private static @Nullable String timestampOrNull(@Nullable Instant instant) {
        return instant == null ? null : timestamp(instant);
    }

    private ObjectNode author(Author author, boolean webhook) {
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

    public ObjectNode user(Author user) {
        return author(user, false);
    }

    /** The bot as it is shown to itself. */
    public ObjectNode self() {
        return user(guild.bot()).put("verified", true).put("mfa_enabled", false).put("locale", "en-US");
    }

    public ObjectNode member(Author user) {
        var member = json.createObjectNode()
                .putNull("nick")
                .putNull("avatar")
                .putNull("banner")
                .put("joined_at", timestamp(Snowflakes.instantOf(guild.id())))
                .putNull("premium_since")
                .putNull("communication_disabled_until")
                .put("deaf", false)
                .put("mute", false)
                .put("pending", false)
                .put("flags", 0);
        member.set("user", user(user));
        var roles = member.putArray("roles");
        guild.permissions().rolesOf(user).forEach(roles::add);
        return member;
    }

    public ArrayNode members() {
        return json.createArrayNode()
                .addAll(guild.people().stream().map(this::member).toList());
    }

    public ObjectNode channel(SimulatedChannel channel) {
        return channels.channel(channel);
    }

    /** Those that the bot may view: over REST Discord tells nothing of others. */
    public ArrayNode channels() {
        return channels.all();
    }

    /** The channel as the gateway shows it to the bot. */
    public ObjectNode channelInSession(SimulatedChannel channel) {
        return channels.inSession(channel);
    }

    /** Those that are not archived. */
    public ArrayNode activeThreads() {
        return channels.activeThreads();
    }

    public ArrayNode roles() {
        var all = json.createArrayNode();
        guild.permissions().roles().forEach(role -> all.add(role(role)));
        return all;
    }

    public ObjectNode role(SimulatedRole described) {
        var role = json.createObjectNode()
                .put("id", described.id())
                .put("name", described.name())
                .put("color", 0)
                .put("hoist", false)
                .putNull("icon")
                .putNull("unicode_emoji")
                .put("position", described.position())
                .put("permissions", Long.toString(described.permissions()))
                .put("managed", described.managed())
                .put("mentionable", described.mentionable())
                .put("flags", 0);
        if (described.managed()) {
            role.putObject("tags").put("bot_id", guild.applicationId());
        }
        role.putObject("colors")
                .put("primary_color", 0)
                .putNull("secondary_color")
                .putNull("tertiary_color");
        return role;
    }

    public ObjectNode guild() {
        var node = json.createObjectNode()
                .put("id", guild.id())
                .put("name", guild.name())
                .put("owner_id", guild.owner().id())
                .put("afk_timeout", 300)
                .put("verification_level", 1)
                .put("default_message_notifications", 1)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .put("nsfw_level", 0)
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("premium_progress_bar_enabled", false)
                .put("system_channel_flags", 0)
                .put("preferred_locale", guild.locale())
                .put("max_members", 500_000)
                .put("max_video_channel_users", 25)
                .put("max_stage_video_channel_users", 50)
                .put("region", "deprecated")
                .put("widget_enabled", false)
                .put("nsfw", false);
        for (var absent : new String[] {
            "icon",
            "splash",
            "banner",
            "description",
            "vanity_url_code",
            "afk_channel_id",
            "system_channel_id",
            "rules_channel_id",
            "public_updates_channel_id",
            "safety_alerts_channel_id",
            "application_id",
            "home_header",
            "discovery_splash",
            "widget_channel_id",
            "max_presences",
            "incidents_data"
        }) {
            node.putNull(absent);
        }
        node.set("roles", roles());
        node.putArray("emojis");
        node.putArray("stickers");
        node.putArray("features");
        return node;
    }

    /** The guild as the gateway sends it once after READY. */
    public ObjectNode wholeGuild() {
        var node = guild().put("joined_at", timestamp(Snowflakes.instantOf(guild.id())))
                .put("large", false)
                .put("unavailable", false)
                .put("member_count", guild.people().size());
        var shown = node.putArray("channels");
        guild.channels().listed().forEach(channel -> shown.add(channelInSession(channel)));
        node.set("members", members());
        node.set("threads", activeThreads());
        for (var empty : new String[] {
            "voice_states", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"
        }) {
            node.putArray(empty);
        }
        return node;
    }

    public ObjectNode application() {
        var node = json.createObjectNode()
                .put("id", guild.applicationId())
                .put("name", guild.name())
                .putNull("icon")
                .put("description", "")
                .put("bot_public", false)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", guild.applicationFlags())
                .put("flags_new", Integer.toString(guild.applicationFlags()))
                .put("approximate_guild_count", 1)
                .put("approximate_user_install_count", 0)
                .put("approximate_user_authorization_count", 0)
                .put("explicit_content_filter", 0)
                .putNull("type")
                .putNull("interactions_endpoint_url")
                .putNull("role_connections_verification_url");
        node.putArray("redirect_uris");
        node.putArray("eligible_oauth2_scopes").add("bot").add("applications.commands");
        node.set("owner", user(guild.owner()));
        node.putNull("team");
        return node;
    }

    public ObjectNode webhook(Webhook webhook) {
        return json.createObjectNode()
                .put("id", webhook.id())
                .put("type", 1)
                .put("guild_id", guild.id())
                .put("channel_id", webhook.channelId())
                .put("name", webhook.name())
                .putNull("avatar")
                .put("token", webhook.token())
                .put("application_id", webhook.ofApplication() ? guild.applicationId() : null);
    }
}
