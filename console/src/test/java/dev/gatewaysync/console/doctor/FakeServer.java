package dev.gatewaysync.console.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.cards.channel.DiscordPermission;
import dev.gatewaysync.events.EventJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server as Discord tells of it, set up rightly and then to be spoiled. Like Discord since November 2026 it lists no
 * channel that the bot may not view.
 */
final class FakeServer implements AutoCloseable {
    static final String GUILD = "100000000000000001";
    static final String BOT = "100000000000000002";
    static final String BOT_ROLE = "100000000000000003";
    static final String READERS = "100000000000000004";
    static final String WEBHOOK = "100000000000000005";

    private static final long ALL_THAT_IS_NEEDED = DiscordPermission.bits(List.of(
            DiscordPermission.VIEW_CHANNEL,
            DiscordPermission.SEND_MESSAGES,
            DiscordPermission.EMBED_LINKS,
            DiscordPermission.READ_MESSAGE_HISTORY,
            DiscordPermission.CREATE_EVENTS,
            DiscordPermission.PIN_MESSAGES,
            DiscordPermission.MANAGE_ROLES,
            DiscordPermission.SEND_MESSAGES_IN_THREADS));

    private final Map<String, ObjectNode> channels = new LinkedHashMap<>();
    private final Set<String> hidden = new HashSet<>();
    private final Map<String, ObjectNode> threads = new HashMap<>();
    private final Map<String, String> requests = new HashMap<>();
    private final HttpServer http;
    private long botMay = ALL_THAT_IS_NEEDED;
    final ObjectNode member = object();
    final ObjectNode readers = object().put("id", READERS)
            .put("name", "Readers")
            .put("permissions", "0")
            .put("position", 1);
    long applicationFlags = 1L << 19;
    boolean tokenIsGood = true;
    boolean isMember = true;
    boolean mayRegisterCommands = true;
    boolean webhookIsThere = true;
    /** Below zero Discord does not say. */
    int startsLeft = 987;

    String webhookChannel = "updates";

    FakeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        member.putArray("roles").add(BOT_ROLE);
        for (String name : List.of(
                "updates", "welcome-and-start-here", "categories-overview", "showcase-your-finds", "ai-tools")) {
            channel(name, 0);
        }
        http.createContext("/", this::answer);
        http.start();
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("DISCORD_TOKEN", "a-bots-token");
        settings.put("GUILD_ID", GUILD);
        settings.put("DISCORD_API_URL", "http://localhost:" + http.getAddress().getPort());
        return settings;
    }

    String webhookUrl() {
        return "https://discord.com/api/webhooks/" + WEBHOOK + "/a-webhooks-token";
    }

    /** How often each path was asked, with its method: posts in particular. */
    Map<String, String> requests() {
        return requests;
    }

    String channel(String name, int type) {
        String id = "2000000000000000" + (10 + channels.size());
        ObjectNode channel =
                object().put("id", id).put("type", type).put("name", name).put("position", channels.size());
        channel.putArray("permission_overwrites");
        channels.put(name, channel);
        return id;
    }

    String thread(String parent, boolean locked) {
        String id = "300000000000000001";
        ObjectNode thread = object().put("id", id)
                .put("type", 11)
                .put("name", "deploys")
                .put("parent_id", channels.get(parent).path("id").asString(""));
        thread.putObject("thread_metadata").put("locked", locked).put("archived", locked);
        threads.put(id, thread);
        return id;
    }

    void botMayNot(DiscordPermission permission) {
        botMay &= ~permission.bit();
    }

    void botMay(DiscordPermission permission) {
        botMay |= permission.bit();
    }

    void deny(String channel, String roleOrMember, DiscordPermission permission) {
        overwrite(channel, roleOrMember, 0, permission.bit());
    }

    void allow(String channel, String roleOrMember, DiscordPermission permission) {
        overwrite(channel, roleOrMember, permission.bit(), 0);
    }

    private void overwrite(String channel, String id, long allow, long deny) {
        ((ArrayNode) channels.get(channel).get("permission_overwrites"))
                .addObject()
                .put("id", id)
                .put("type", id.equals(BOT) ? 1 : 0)
                .put("allow", Long.toString(allow))
                .put("deny", Long.toString(deny));
    }

    /** Private: the bot may not view it, and so Discord does not tell of it. */
    void hide(String channel) {
        deny(channel, GUILD, DiscordPermission.VIEW_CHANNEL);
        hidden.add(channel);
    }

    void remove(String channel) {
        channels.remove(channel);
    }

    String id(String channel) {
        return channels.get(channel).path("id").asString("");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.put(
                exchange.getRequestMethod() + " " + path,
                String.valueOf(exchange.getRequestURI().getQuery()));
        boolean webhook = path.startsWith("/webhooks/");
        if (!webhook && !tokenIsGood) {
            send(exchange, 401, object().put("code", 0).put("message", "401: Unauthorized"));
            return;
        }
        if (path.equals("/users/@me")) {
            send(exchange, 200, object().put("id", BOT).put("username", "gateway"));
        } else if (path.equals("/applications/@me")) {
            send(exchange, 200, object().put("id", BOT).put("flags", applicationFlags));
        } else if (path.equals("/gateway/bot")) {
            ObjectNode gateway = object().put("url", "wss://gateway.example");
            gateway.putObject("session_start_limit").put("total", 1000).put("remaining", startsLeft);
            send(exchange, startsLeft < 0 ? 429 : 200, gateway);
        } else if (webhook) {
            webhook(exchange);
        } else if (path.startsWith("/channels/")) {
            ObjectNode thread = threads.get(path.substring("/channels/".length()));
            if (thread == null) {
                boolean isHidden = hidden.stream().anyMatch(name -> path.endsWith(id(name)));
                send(exchange, isHidden ? 403 : 404, object().put("code", isHidden ? 50001 : 10003));
            } else {
                send(exchange, 200, thread);
            }
        } else if (!isMember) {
            send(exchange, 404, object().put("code", 10004).put("message", "Unknown Guild"));
        } else if (path.endsWith("/commands")) {
            ArrayNode commands = EventJson.mapper().createArrayNode();
            commands.addObject().put("name", "gateway-status");
            send(
                    exchange,
                    mayRegisterCommands ? 200 : 403,
                    mayRegisterCommands ? commands : object().put("code", 50001));
        } else if (path.endsWith("/channels")) {
            ArrayNode list = EventJson.mapper().createArrayNode();
            channels.forEach((name, channel) -> {
                if (!hidden.contains(name)) {
                    list.add(channel);
                }
            });
            send(exchange, 200, list);
        } else if (path.contains("/members/")) {
            send(exchange, 200, member);
        } else {
            send(exchange, 200, guild());
        }
    }

    private void webhook(HttpExchange exchange) throws IOException {
        if (!webhookIsThere) {
            send(exchange, 404, object().put("code", 10015).put("message", "Unknown Webhook"));
        } else if (exchange.getRequestMethod().equals("GET")) {
            send(
                    exchange,
                    200,
                    object().put("id", WEBHOOK)
                            .put("name", "Updates")
                            .put("guild_id", GUILD)
                            .put("channel_id", id(webhookChannel)));
        } else {
            send(exchange, 200, object().put("id", "400000000000000001"));
        }
    }

    private ObjectNode guild() {
        ObjectNode guild = object().put("id", GUILD).put("name", "Server").put("owner_id", "1");
        ArrayNode roles = guild.putArray("roles");
        roles.addObject().put("id", GUILD).put("name", "@everyone").put("permissions", "0");
        ObjectNode bots = roles.addObject()
                .put("id", BOT_ROLE)
                .put("name", "Gateway")
                .put("permissions", Long.toString(botMay))
                .put("position", 2);
        bots.putObject("tags").put("bot_id", BOT);
        roles.add(readers);
        return guild;
    }

    private static ObjectNode object() {
        return EventJson.mapper().createObjectNode();
    }

    private static void send(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
