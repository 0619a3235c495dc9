package dev.gatewaysync.simulator.guild;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Channels, forums and threads in the shape that Discord gives them. */
final class ChannelJson {
    /** REQUIRE_TAG */
    private static final int TAG_REQUIRED = 1 << 4;

    /** CHANNEL_OBFUSCATED */
    private static final int OBFUSCATED = 1 << 17;

    private static final String HIDDEN_NAME = "___hidden___";

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;

    ChannelJson(Guild guild) {
        this.guild = guild;
    }

    ObjectNode channel(SimulatedChannel channel) {
        var forum = channel.forumRules();
        var thread = channel.threadState();
        var node = json.createObjectNode()
                .put("id", channel.id())
                .put("type", channel.type())
                .put("guild_id", guild.id())
                .put("name", channel.name())
                .put("position", channel.position())
                .put("parent_id", channel.parentId())
                .put("flags", forum != null && forum.tagRequired() ? TAG_REQUIRED : 0);
        if (thread != null) {
            return thread(node, channel, thread);
        }
        var overwrites = node.putArray("permission_overwrites");
        guild.permissions()
                .overwritesOf(channel)
                .forEach(overwrite -> overwrites
                        .addObject()
                        .put("id", overwrite.id())
                        .put("type", overwrite.target().ordinal())
                        .put("allow", Long.toString(overwrite.allow()))
                        .put("deny", Long.toString(overwrite.deny())));
        if (forum != null) {
            describe(forum, node);
        }
        if (channel.isText() || channel.isForum()) {
            node.put("topic", channel.topic())
                    .put("nsfw", false)
                    .put("rate_limit_per_user", 0)
                    .put("last_message_id", lastMessageIn(channel))
                    .putNull("last_pin_timestamp");
        }
        return node;
    }

    private ObjectNode thread(ObjectNode node, SimulatedChannel channel, ThreadState state) {
        var messages = guild.messages().in(channel.id()).size();
        node.remove("position");
        node.put("owner_id", state.ownerId())
                .put("rate_limit_per_user", 0)
                .put("last_message_id", lastMessageIn(channel))
                .put("message_count", messages)
                .put("total_message_sent", messages)
                .put("member_count", 1);
        node.putObject("thread_metadata")
                .put("archived", state.archived())
                .put("auto_archive_duration", state.autoArchiveMinutes())
                .put("archive_timestamp", DiscordJson.timestamp(state.archivedAt()))
                .put("create_timestamp", DiscordJson.timestamp(Snowflakes.instantOf(channel.id())))
                .put("locked", state.locked());
        var applied = node.putArray("applied_tags");
        state.tags().forEach(applied::add);
        return node;
    }

    private static void describe(Forum forum, ObjectNode node) {
        node.putNull("default_reaction_emoji")
                .putNull("default_sort_order")
                .put("default_forum_layout", 0)
                .put("default_thread_rate_limit_per_user", 0);
        var tags = node.putArray("available_tags");
        forum.tags()
                .forEach(tag -> tags.addObject()
                        .put("id", tag.id())
                        .put("name", tag.name())
                        .put("moderated", tag.moderated())
                        .putNull("emoji_id")
                        .putNull("emoji_name"));
    }

    private @Nullable String lastMessageIn(SimulatedChannel channel) {
        var newest = guild.messages().newest(channel.id(), 1);
        return newest.isEmpty() ? null : newest.getFirst().id();
    }

    /** Those that the bot may view: over REST Discord tells nothing of others. */
    ArrayNode all() {
        var seen = json.createArrayNode();
        guild.channels().listed().stream()
                .filter(guild.permissions()::seenByBot)
                .forEach(channel -> seen.add(channel(channel)));
        return seen;
    }

    /**
     * The channel as the gateway shows it to the bot: one that it may not view without all that says what it is for.
     *
     * @see <a href="https://docs.discord.com/developers/resources/channel#channel-object-obfuscated-channels">Obfuscated
     *     Channels</a>
     */
    ObjectNode inSession(SimulatedChannel channel) {
        var node = channel(channel);
        if (channel.isThread() || guild.permissions().seenByBot(channel)) {
            return node;
        }
        node.put("name", HIDDEN_NAME).put("flags", OBFUSCATED);
        for (var told : List.of("topic", "last_message_id", "last_pin_timestamp")) {
            if (node.has(told)) {
                node.putNull(told);
            }
        }
        if (node.has("available_tags")) {
            node.putArray("available_tags");
        }
        node.putArray("permission_overwrites")
                .addObject()
                .put("id", guild.id())
                .put("type", Overwrite.Target.ROLE.ordinal())
                .put("allow", "0")
                .put("deny", Long.toString(Permission.VIEW_CHANNEL));
        return node;
    }

    /** Those that are not archived. */
    ArrayNode activeThreads() {
        var active = json.createArrayNode();
        guild.activeThreads().stream()
                .filter(thread -> guild.permissions().mayBot(thread, Permission.VIEW_CHANNEL))
                .forEach(thread -> active.add(channel(thread)));
        return active;
    }
}
