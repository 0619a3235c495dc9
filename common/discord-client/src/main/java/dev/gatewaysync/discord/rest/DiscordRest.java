package dev.gatewaysync.discord.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RestResult.Refused;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Discord's REST API, as far as the publisher and the self-check need it.
 *
 * <p>Each method waits for its permit, sends one request at most, and returns; calls block, so use virtual threads.
 * Nothing is retried here. Bodies go out with {@code allowed_mentions: {"parse": []}} unless they bring their own.
 * An {@link InterruptedException} out of a create leaves it open whether the message exists.
 *
 * <p>Ids are Discord's decimal ids; {@link IllegalArgumentException} for anything else.
 *
 * @see <a href="https://discord.com/developers/docs/reference">Reference</a>
 */
public final class DiscordRest implements AutoCloseable {
    private static final String MEMBER_ROLE = "/guilds/{guild.id}/members/{user.id}/roles/{role.id}";
    private static final String MESSAGES = "/channels/{channel.id}/messages";
    private static final String MESSAGE = MESSAGES + "/{message.id}";
    private static final String WEBHOOK = "/webhooks/{webhook.id}/{webhook.token}";

    /** Edits count as old after an hour; ten minutes less leave room for a wall clock that is wrong. */
    private static final Duration OLD = Duration.ofMinutes(50);

    private final RestSettings settings;
    private final ClockDifference clockDifference;
    private final RequestSender sender;
    private final Clock wallClock;

    public DiscordRest(RestSettings settings, RateLimiter limiter, RequestObserver observer, Clock wallClock) {
        this.settings = settings;
        this.clockDifference = new ClockDifference(wallClock);
        this.sender = new RequestSender(settings, limiter, observer, clockDifference);
        this.wallClock = wallClock;
    }

    /** Whether a simulator gave the last answer; false before the first one. */
    public boolean isSimulated() {
        return sender.isSimulated();
    }

    /** The furthest since the start that our wall clock was from Discord's, whose ids say when something was made. */
    public Duration clockDifference() {
        return clockDifference.furthest();
    }

    /** Repeating this with the same {@code nonce} (at most 25 characters) within minutes gives the same message. */
    public RestResult createMessage(String channelId, ObjectNode body, String nonce) throws InterruptedException {
        return bot(creatingMessage(channelId), messages(channelId), MessageBodies.once(body, nonce));
    }

    /** As the limits count {@link #createMessage}. */
    public static Route creatingMessage(String channelId) {
        return Route.bot("POST", MESSAGES, channelId);
    }

    public RestResult editMessage(String channelId, String messageId, ObjectNode body) throws InterruptedException {
        Route route = Route.bot("PATCH", MESSAGE, channelId);
        Route counted = isOld(messageId) ? route.editingOldMessage(channelId) : route;
        return bot(counted, message(channelId, messageId), MessageBodies.silent(body));
    }

    public RestResult getMessage(String channelId, String messageId) throws InterruptedException {
        return read(MESSAGE, channelId, message(channelId, messageId));
    }

    /** An array of messages, newest first. */
    public RestResult getMessages(String channelId, MessagePage messagePage) throws InterruptedException {
        return read(MESSAGES, channelId, messages(channelId) + "?" + messagePage.query());
    }

    /** Needs the permission PIN_MESSAGES; a channel holds at most 250 pins. */
    public RestResult pin(String channelId, String messageId) throws InterruptedException {
        String path = messages(channelId) + "/pins/" + Snowflakes.require(messageId);
        return bot(Route.bot("PUT", MESSAGES + "/pins/{message.id}", channelId), path, null);
    }

    /**
     * {@code {"items": [{"pinned_at", "message"}], "has_more"}}: 50 pins, the latest first; none where the bot may not read
     * the history.
     *
     * @param before pinned before this timestamp; null begins with the latest
     */
    public RestResult pins(String channelId, @Nullable String before) throws InterruptedException {
        String messagePage = "/pins?limit=50" + (before == null ? "" : "&before=" + URLEncoder.encode(before, UTF_8));
        return read(MESSAGES + "/pins", channelId, messages(channelId) + messagePage);
    }

    /** An array of the guild's channels, without threads. */
    public RestResult guildChannels(String guildId) throws InterruptedException {
        return read("/guilds/{guild.id}/channels", guildId, "/guilds/" + Snowflakes.require(guildId) + "/channels");
    }

    /**
     * A text channel, for everybody to see. Needs the permission Manage Channels. There is no nonce: sending twice makes two.
     *
     * @param name as {@link #guildChannels} is to list it
     */
    public RestResult createChannel(String guildId, String name) throws InterruptedException {
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("name", name).put("type", 0);
        return bot(creatingChannel(guildId), "/guilds/" + Snowflakes.require(guildId) + "/channels", body);
    }

    /** As the limits count {@link #createChannel}. */
    public static Route creatingChannel(String guildId) {
        return Route.bot("POST", "/guilds/{guild.id}/channels", guildId);
    }

    /** The bot itself. */
    public RestResult currentUser() throws InterruptedException {
        return read("/users/@me", "", "/users/@me");
    }

    /** {@code {"id", "flags", …}}: the application that the bot belongs to. */
    public RestResult currentApplication() throws InterruptedException {
        return read("/applications/@me", "", "/applications/@me");
    }

    /** The server: {@code {"roles", "owner_id", …}}. */
    public RestResult guild(String guildId) throws InterruptedException {
        return read("/guilds/{guild.id}", guildId, "/guilds/" + Snowflakes.require(guildId));
    }

    /** {@code {"roles": [ids], …}}; for a single member no intent is needed. */
    public RestResult member(String guildId, String userId) throws InterruptedException {
        String path = "/guilds/" + Snowflakes.require(guildId) + "/members/" + Snowflakes.require(userId);
        return read("/guilds/{guild.id}/members/{user.id}", guildId, path);
    }

    /**
     * Gives a member a role, or takes it; nothing changes where it is so already. Needs the permission Manage Roles, and a role below
     * the bot's highest one.
     *
     * @param reason for the server's audit log
     */
    public RestResult changeRole(String guildId, String userId, String roleId, boolean give, String reason)
            throws InterruptedException {
        String path = "/guilds/" + Snowflakes.require(guildId) + "/members/" + Snowflakes.require(userId) + "/roles/"
                + Snowflakes.require(roleId);
        return bot(Route.bot(give ? "PUT" : "DELETE", MEMBER_ROLE, guildId), path, null, reason);
    }

    /** {@code {"parent_id", "permission_overwrites", …}}; also of a thread. */
    public RestResult channel(String channelId) throws InterruptedException {
        return read("/channels/{channel.id}", channelId, "/channels/" + Snowflakes.require(channelId));
    }

    /** An array of the application's commands in the guild. Refused without the scope {@code applications.commands}. */
    public RestResult guildCommands(String applicationId, String guildId) throws InterruptedException {
        String path = "/applications/" + Snowflakes.require(applicationId) + "/guilds/" + Snowflakes.require(guildId)
                + "/commands";
        return read("/applications/{application.id}/guilds/{guild.id}/commands", guildId, path);
    }

    /** {@code {"url", "shards", "session_start_limit"}}. */
    public RestResult gateway() throws InterruptedException {
        return read("/gateway/bot", "", "/gateway/bot");
    }

    /** {@code {"url"}}, which anybody may ask for. */
    public RestResult gatewayForAnybody() throws InterruptedException {
        URI uri = URI.create(settings.botBase() + "/gateway");
        return sender.send(
                new RestRequest(Route.webhook("GET", "/gateway", ""), uri, null, null, new Redactor(List.of())));
    }

    /**
     * Always waits for Discord to store the message, and so gives its id. There is no nonce for webhooks: sending twice
     * makes two messages.
     *
     * @param threadId a thread of the webhook's channel; null writes to the channel
     */
    public RestResult executeWebhook(WebhookAddress webhook, ObjectNode body, @Nullable String threadId)
            throws InterruptedException {
        String query = "?wait=true" + components(body) + thread("&", threadId);
        return webhook(executing(webhook), webhook, query, MessageBodies.silent(body));
    }

    /** As the limits count {@link #executeWebhook}. */
    public static Route executing(WebhookAddress webhook) {
        return Route.webhook("POST", WEBHOOK, webhook.id()).executing(webhook.limitedAs());
    }

    /** A message of this webhook's own, with everything in it, whatever the bot may see. Elsewhere code 10008. */
    public RestResult getWebhookMessage(WebhookAddress webhook, String messageId, @Nullable String threadId)
            throws InterruptedException {
        String path = "/messages/" + Snowflakes.require(messageId) + thread("?", threadId);
        return webhook(Route.webhook("GET", WEBHOOK + "/messages/{message.id}", webhook.id()), webhook, path, null);
    }

    public RestResult editWebhookMessage(
            WebhookAddress webhook, String messageId, ObjectNode body, @Nullable String threadId)
            throws InterruptedException {
        Route route = Route.webhook("PATCH", WEBHOOK + "/messages/{message.id}", webhook.id());
        Route counted = isOld(messageId) ? route.editingOldMessage(webhook.limitedAs()) : route;
        String query = (components(body) + thread("&", threadId)).replaceFirst("&", "?");
        return webhook(
                counted, webhook, "/messages/" + Snowflakes.require(messageId) + query, MessageBodies.silent(body));
    }

    /** A message of this webhook's own. */
    public RestResult deleteWebhookMessage(WebhookAddress webhook, String messageId, @Nullable String threadId)
            throws InterruptedException {
        String path = "/messages/" + Snowflakes.require(messageId) + thread("?", threadId);
        return webhook(Route.webhook("DELETE", WEBHOOK + "/messages/{message.id}", webhook.id()), webhook, path, null);
    }

    /** {@code {"id", "name", "channel_id", "guild_id", …}}; the webhook's token is enough to ask. */
    public RestResult getWebhook(WebhookAddress webhook) throws InterruptedException {
        return webhook(Route.webhook("GET", WEBHOOK, webhook.id()), webhook, "", null);
    }

    /** Ends what is in flight. */
    @Override
    public void close() {
        sender.close();
    }

    private RestResult read(String template, String majorId, String path) throws InterruptedException {
        return bot(Route.bot("GET", template, majorId), path, null);
    }

    private RestResult bot(Route route, String path, @Nullable JsonNode body) throws InterruptedException {
        return bot(route, path, body, null);
    }

    /** @param reason for the server's audit log */
    RestResult bot(Route route, String path, @Nullable JsonNode body, @Nullable String reason)
            throws InterruptedException {
        String token = settings.botToken();
        if (token == null) {
            return new Refused(
                    DiscordFailure.withoutAnswer(
                            FailureClass.CREDENTIAL, route + " was not sent: no bot token is set (DISCORD_TOKEN)"),
                    null);
        }
        URI uri = URI.create(settings.botBase() + path);
        return sender.send(new RestRequest(route, uri, "Bot " + token, body, new Redactor(List.of(token)), reason));
    }

    private RestResult webhook(Route route, WebhookAddress webhook, String suffix, @Nullable JsonNode body)
            throws InterruptedException {
        String path = "/webhooks/" + webhook.id() + "/" + webhook.token() + suffix;
        URI uri = URI.create(settings.webhookBase(webhook) + path);
        return sender.send(new RestRequest(route, uri, null, body, new Redactor(List.of(webhook.token()))));
    }

    private boolean isOld(String messageId) {
        return Snowflakes.createdAt(messageId).isBefore(wallClock.instant().minus(OLD));
    }

    private static String messages(String channelId) {
        return "/channels/" + Snowflakes.require(channelId) + "/messages";
    }

    private static String message(String channelId, String messageId) {
        return messages(channelId) + "/" + Snowflakes.require(messageId);
    }

    /** Without it Discord leaves out the buttons of a webhook that belongs to no application. */
    private static String components(ObjectNode body) {
        return body.has("components") ? "&with_components=true" : "";
    }

    private static String thread(String separator, @Nullable String threadId) {
        return threadId == null ? "" : separator + "thread_id=" + Snowflakes.require(threadId);
    }
}
