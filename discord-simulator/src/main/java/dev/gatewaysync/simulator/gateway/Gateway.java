package dev.gatewaysync.simulator.gateway;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.spi.WebSocketHttpExchange;
import java.util.concurrent.Executor;

/** Discord's gateway, good enough for JDA: login, heartbeat, events by intent, resume, members on request. */
public final class Gateway {

    /** Discord's own; clients find out about a dead connection only this fast. */
    private static final long HEARTBEAT_MILLIS = 41_250;

    private final Sessions sessions;
    private final Executor executor;
    private volatile boolean refusing;

    /** @param executor runs one task per connection, for as long as it lasts */
    public Gateway(
            Guild guild,
            Interactions interactions,
            RequestRecorder requestRecorder,
            String gatewayUrl,
            Executor executor) {
        sessions = new Sessions(guild, requestRecorder, gatewayUrl);
        this.executor = executor;
        guild.listen(sessions::tell);
        guild.others().listen(sessions::join);
        interactions.tellApplication(sessions::tellInteraction);
    }

    public HttpHandler handler() {
        var websocket = Handlers.websocket(this::connected);
        return exchange -> {
            if (refusing) {
                exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE).endExchange();
            } else {
                websocket.handleRequest(exchange);
            }
        };
    }

    /** As in an outage of the gateway alone: connections break, and no new one comes about until it is over. */
    public void refuse(boolean begins) {
        refusing = begins;
        if (begins) {
            drop();
        }
    }

    /** Breaks all connections; their sessions can be resumed. */
    public void drop() {
        sessions.drop();
    }

    /** As after a reset of the bot's token: all connections are closed with 4004. */
    public void endSessions() {
        sessions.end();
    }

    private void connected(WebSocketHttpExchange exchange, WebSocketChannel channel) {
        var compress = exchange.getRequestParameters().get("compress");
        var connection = new GatewayConnection(channel, compress != null && compress.contains("zlib-stream"));
        var conversation = new GatewayProtocol(connection, sessions);
        channel.getReceiveSetter().set(conversation);
        channel.addCloseTask(closed -> conversation.hangUp());
        executor.execute(connection);
        connection.send(Payload.hello(HEARTBEAT_MILLIS));
        channel.resumeReceives();
    }
}
