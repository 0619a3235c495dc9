package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.gateway.Gateway;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.interaction.Replies;
import dev.gatewaysync.simulator.limits.RateLimits;
import dev.gatewaysync.simulator.rest.RestApi;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import dev.gatewaysync.simulator.trouble.DiscordTroubles;
import dev.gatewaysync.simulator.trouble.Troubles;
import dev.gatewaysync.simulator.web.LimitsPage;
import dev.gatewaysync.simulator.web.OwnPage;
import dev.gatewaysync.simulator.web.WebView;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a simulated Discord listens: its REST interface, its gateway and its web page, on one port. */
final class SimulatorServer implements AutoCloseable {
    private static final int IO_THREADS = 2;

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final String host;
    private final int port;
    private final WebView web;
    private final Gateway gateway;
    private final Troubles troubles;
    private final Undertow server;

    SimulatorServer(
            SimulatorSettings settings,
            Guild guild,
            Interactions interactions,
            Faults faults,
            RequestRecorder requestRecorder) {
        host = reachable(settings.listen().address());
        var handlers = Handlers.path();
        server = Undertow.builder()
                .addHttpListener(settings.listen().port(), settings.listen().address(), handlers)
                .setIoThreads(IO_THREADS)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .build();
        server.start();
        port = ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
        var limits = new RateLimits(settings.limits(), settings.clock());
        var replies = new Replies(guild, interactions, settings.clock());
        var surroundings = new RestApi.Surroundings(settings.clock(), replies, gatewayUrl(), executor);
        gateway = new Gateway(guild, interactions, requestRecorder, gatewayUrl(), executor);
        troubles = DiscordTroubles.of(guild, faults, gateway);
        web = new WebView(guild, interactions, requestRecorder, troubles, executor);
        // Only now is the port known, which the gateway's answers have to name.
        handlers.addPrefixPath("/", new OwnPage(web.handler()))
                .addExactPath("/sim/api/limits", new OwnPage(new LimitsPage(guild, limits, faults, requestRecorder)))
                .addPrefixPath("/api", packed(new RestApi(guild, limits, faults, requestRecorder, surroundings)))
                .addPrefixPath("/gateway", gateway.handler());
    }

    /** Discord packs its answers, refusals too, for whoever asks for that; JDA does. */
    private static HttpHandler packed(HttpHandler handler) {
        return new EncodingHandler(
                        new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 50))
                .setNext(handler);
    }

    private static String reachable(String bindAddress) {
        return bindAddress.equals("0.0.0.0") ? "127.0.0.1" : bindAddress;
    }

    int port() {
        return port;
    }

    String gatewayUrl() {
        return "ws://" + host + ":" + port + "/gateway";
    }

    String webUrl() {
        return "http://" + host + ":" + port + "/";
    }

    Troubles troubles() {
        return troubles;
    }

    /** Without a close frame. */
    void endGatewaySessions() {
        gateway.endSessions();
    }

    void dropGatewayConnections() {
        gateway.drop();
    }

    @Override
    public void close() {
        web.close();
        server.stop();
        executor.shutdownNow();
    }
}
