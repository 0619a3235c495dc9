package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.guild.GuildEvent;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import dev.gatewaysync.simulator.traffic.SimulatorCounters;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tells open pages what happens, as server-sent events. */
final class LiveEvents implements AutoCloseable {

    private static final Duration COUNTERS_EVERY = Duration.ofMillis(500);
    private static final long KEEP_ALIVE_MILLIS = 15_000;

    private final PageData data;
    private final RequestRecorder requestRecorder;
    private final ServerSentEventHandler pages;
    private volatile boolean open = true;

    LiveEvents(PageData data, RequestRecorder requestRecorder, Executor executor) {
        this.data = data;
        this.requestRecorder = requestRecorder;
        pages = Handlers.serverSentEvents((connection, lastEventId) -> {
            connection.setKeepAliveTime(KEEP_ALIVE_MILLIS);
            // Told only now, when nothing more can be missed: the page then reads what has been before.
            connection.send(data.counters(), "ready", null, null);
        });
        executor.execute(this::tellCounters);
    }

    HttpHandler handler() {
        return pages;
    }

    void on(GuildEvent event) {
        if (pages.getConnections().isEmpty()) {
            return;
        }
        switch (event) {
            case GuildEvent.MessageCreated created ->
                tell("message", data.message(created.message()).toString());
            case GuildEvent.MessageUpdated updated ->
                tell("message-update", data.message(updated.message()).toString());
            case GuildEvent.MessageDeleted deleted ->
                tell(
                        "message-delete",
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("id", deleted.messageId())
                                .put("channel_id", deleted.channelId())
                                .toString());
            case GuildEvent.ChannelCreated created ->
                tell("channel", data.channel(created.channel()).toString());
            case GuildEvent.ChannelUpdated updated ->
                tell("channel", data.channel(updated.channel()).toString());
            case GuildEvent.ChannelDeleted deleted ->
                tell("channel-delete", data.channel(deleted.channel()).toString());
            case GuildEvent.PinsChanged pins -> {
                // The message itself has been told with its new pin.
            }
            case GuildEvent.BotJoined joined -> {
                // The page shows the guild whoever is in it.
            }
            case GuildEvent.BotLeft left -> {
                // The same.
            }
            case GuildEvent.PresenceChanged changed ->
                tell("presence", data.presence(changed.presence()).toString());
            case GuildEvent.GuildUpdated updated -> {
                // Nor its language.
            }
            case GuildEvent.EventChanged changed -> tell("server-events", data.serverEvents());
            case GuildEvent.EventDeleted deleted -> tell("server-events", data.serverEvents());
            case GuildEvent.RoleCreated role -> {
                // The page does not show roles.
            }
            case GuildEvent.RoleUpdated role -> {
                // Neither their permissions.
            }
        }
    }

    void on(SimulatedInteraction interaction) {
        if (!pages.getConnections().isEmpty()) {
            tell("interaction", data.interaction(interaction).toString());
        }
    }

    private void tellCounters() {
        SimulatorCounters last = requestRecorder.counters();
        try {
            while (open) {
                Thread.sleep(COUNTERS_EVERY);
                var now = requestRecorder.counters();
                if (!now.equals(last)) {
                    tell("counters", data.counters());
                    last = now;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void tell(String type, String json) {
        pages.getConnections().forEach(page -> page.send(json, type, null, null));
    }

    @Override
    public void close() {
        open = false;
        pages.getConnections().forEach(page -> page.shutdown());
    }
}
