package dev.gatewaysync.simulator.gateway;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.GuildEvent;
import dev.gatewaysync.simulator.guild.Presence;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All sessions that are connected or may still be resumed. */
final class Sessions {

    private static final int REMEMBERED = 50;
    /** Discord: 5 updates of the presence in 20 seconds. */
    private static final int MOST_PRESENCES = 5;

    private static final long PRESENCE_NANOS = 20_000_000_000L;

    private final Guild guild;
    private final DiscordJson json;
    private final EventView view;
    private final RequestRecorder requestRecorder;
    private final String gatewayUrl;
    private final List<Long> presences = new ArrayList<>();
    private final Map<String, GatewaySession> sessions = new LinkedHashMap<>();

    Sessions(Guild guild, RequestRecorder requestRecorder, String gatewayUrl) {
        this.guild = guild;
        this.json = new DiscordJson(guild);
        this.view = new EventView(guild);
        this.requestRecorder = requestRecorder;
        this.gatewayUrl = gatewayUrl;
    }

    boolean knows(String token) {
        return token.equals(guild.credentials().botToken());
    }

    /** The client sees the guild as it is now, and then every change: none twice, none missed. */
    GatewaySession begin(GatewayConnection connection, Intents intents) {
        requestRecorder.identified();
        guild.sessionStarts().spend(1);
        var session = new GatewaySession(newId(), intents, connection);
        guild.whileNothingChanges(() -> {
            session.dispatch("READY", ready(session));
            if (intents.includes(Intents.GUILDS) && guild.isBotPresent()) {
                session.dispatch("GUILD_CREATE", json.wholeGuild());
            }
            guild.others().all().forEach(other -> seen(session, other));
            remember(session);
        });
        return session;
    }

    private static void seen(GatewaySession session, Guild other) {
        if (session.intents().includes(Intents.GUILDS) && other.isBotPresent()) {
            session.dispatch("GUILD_CREATE", new DiscordJson(other).wholeGuild());
        }
    }

    /** The bot is in one more server: who is connected sees it and every change of it. */
    void join(Guild other) {
        var viewOfOther = new EventView(other);
        other.whileNothingChanges(() -> {
            synchronized (this) {
                sessions.values().forEach(session -> seen(session, other));
            }
            other.listen(event -> tell(event, viewOfOther));
        });
    }

    private synchronized void tell(GuildEvent event, EventView viewOfOther) {
        sessions.values().forEach(session -> viewOfOther.show(event, session));
    }

    /** What a client sends more often than Discord takes it is not shown. */
    void show(Presence presence) {
        long now = System.nanoTime();
        synchronized (presences) {
            presences.removeIf(at -> now - at > PRESENCE_NANOS);
            if (presences.size() >= MOST_PRESENCES) {
                return;
            }
            presences.add(now);
        }
        guild.show(presence);
    }

    private synchronized void remember(GatewaySession session) {
        sessions.put(session.id(), session);
        if (sessions.size() > REMEMBERED) {
            sessions.remove(sessions.keySet().iterator().next());
        }
    }

    private ObjectNode ready(GatewaySession session) {
        var ready = JsonNodeFactory.instance
                .objectNode()
                .put("v", 10)
                .put("session_id", session.id())
                .put("resume_gateway_url", gatewayUrl);
        ready.set("user", json.self());
        ready.putObject("application").put("id", guild.applicationId()).put("flags", guild.applicationFlags());
        var guilds = ready.putArray("guilds");
        if (guild.isBotPresent()) {
            guilds.addObject().put("id", guild.id()).put("unavailable", true);
        }
        guild.others().all().stream()
                .filter(Guild::isBotPresent)
                .forEach(other -> guilds.addObject().put("id", other.id()).put("unavailable", true));
        ready.putArray("private_channels");
        ready.putArray("shard").add(0).add(1);
        return ready;
    }

    @Nullable
    GatewaySession resume(GatewayConnection connection, String sessionId, long lastSeen) {
        var session = withId(sessionId);
        if (session == null || !session.resume(connection, lastSeen)) {
            return null;
        }
        requestRecorder.resumed();
        session.dispatch("RESUMED", JsonNodeFactory.instance.objectNode());
        return session;
    }

    private synchronized @Nullable GatewaySession withId(String sessionId) {
        return sessions.get(sessionId);
    }

    void tellMembers(GatewaySession session, JsonNode request) {
        var chunk = JsonNodeFactory.instance
                .objectNode()
                .put("guild_id", guild.id())
                .put("chunk_index", 0)
                .put("chunk_count", 1);
        chunk.set("members", json.members());
        chunk.putArray("not_found");
        if (request.has("nonce")) {
            chunk.set("nonce", request.get("nonce"));
        }
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk);
    }

    /** To everybody, whatever their intents. */
    synchronized void tellInteraction(ObjectNode interaction) {
        sessions.values().forEach(session -> session.dispatch("INTERACTION_CREATE", interaction));
    }

    boolean allows(Intents intents) {
        return guild.isContentAllowed() || !intents.includes(Intents.MESSAGE_CONTENT);
    }

    synchronized void tell(GuildEvent event) {
        sessions.values().forEach(session -> view.show(event, session));
    }

    synchronized void drop() {
        sessions.values().forEach(GatewaySession::drop);
    }

    /** Discord closes what is connected with a token that is worth nothing any more; it cannot be resumed. */
    synchronized void end() {
        sessions.values().forEach(GatewaySession::end);
        sessions.clear();
    }

    private static String newId() {
        var random = new byte[16];
        ThreadLocalRandom.current().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
