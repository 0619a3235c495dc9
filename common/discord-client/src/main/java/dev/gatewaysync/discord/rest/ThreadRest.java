package dev.gatewaysync.discord.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatewaysync.discord.ratelimit.Route;
import java.net.URLEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Threads, as the bot: a forum's posts are threads, too. */
public final class ThreadRest {
    private static final String THREADS = "/channels/{channel.id}/threads";
    private static final int ONE_WEEK_IN_MINUTES = 10_080;

    private final DiscordRest rest;

    public ThreadRest(DiscordRest rest) {
        this.rest = rest;
    }

    /**
     * Opens a post in a forum: a thread, with a first message that has its id. There is no nonce: sending twice makes two.
     *
     * @param message the body of that message
     */
    public RestResult openPost(String forumId, String title, List<String> tags, ObjectNode message)
            throws InterruptedException {
        ObjectNode body = message.objectNode().put("name", title).put("auto_archive_duration", ONE_WEEK_IN_MINUTES);
        tags.forEach(body.putArray("applied_tags")::add);
        body.set("message", MessageBodies.silent(message));
        String path = "/channels/" + Snowflakes.require(forumId) + "/threads";
        return rest.bot(Route.bot("POST", THREADS, forumId), path, body, null);
    }

    /** Nothing in an archived thread can be edited. */
    public RestResult reopen(String threadId) throws InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("archived", false);
        String path = "/channels/" + Snowflakes.require(threadId);
        return rest.bot(Route.bot("PATCH", "/channels/{channel.id}", threadId), path, body, null);
    }

    /** {@code {"threads": […]}}: all of the guild's that are not archived. */
    public RestResult active(String guildId) throws InterruptedException {
        String path = "/guilds/" + Snowflakes.require(guildId) + "/threads/active";
        return rest.bot(Route.bot("GET", "/guilds/{guild.id}/threads/active", guildId), path, null, null);
    }

    /**
     * {@code {"threads": […], "has_more"}}: the last archived first.
     *
     * @param before archived before this timestamp; null begins with the last
     */
    public RestResult archived(String channelId, @Nullable String before) throws InterruptedException {
        String page = "?limit=100" + (before == null ? "" : "&before=" + URLEncoder.encode(before, UTF_8));
        String path = "/channels/" + Snowflakes.require(channelId) + "/threads/archived/public" + page;
        return rest.bot(Route.bot("GET", THREADS + "/archived/public", channelId), path, null, null);
    }
}
