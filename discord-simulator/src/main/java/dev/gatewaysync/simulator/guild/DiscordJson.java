package dev.gatewaysync.simulator.guild;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The guild's things in the shape that Discord's REST interface and gateway give them. */
public final class DiscordJson {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx").withZone(ZoneOffset.UTC);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;
    private final ChannelJson channels;
    private final MessageJson messages;

    public DiscordJson(Guild guild) {
        this.guild = guild;
        this.channels = new ChannelJson(guild);
        this.messages = new MessageJson(guild);
    }

    public static String timestamp(Instant instant) {
        return TIMESTAMP.format(instant);
    }

    /** {@link MessageJson#shownToBot}. */
    public ObjectNode message(SimulatedMessage message, boolean contentIntent) {
        return messages.shownToBot(message, contentIntent);
    }

    /** {@link MessageJson#read}. */
    public ObjectNode read(SimulatedMessage message) {
        return messages.read(message);
    }

    public ObjectNode message(SimulatedMessage message) {
        return messages.stored(message);
    }

    public ObjectNode user(Author user) {
        return messages.author(user, false);
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
