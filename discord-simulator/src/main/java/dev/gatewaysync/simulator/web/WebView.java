package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import dev.gatewaysync.simulator.trouble.Troubles;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.concurrent.Executor;

/** The page that shows the guild and lets people do something in it, and the small interface behind it. */
public final class WebView implements AutoCloseable {

    /**
     * Scripts only from here: even if a message's text got into the page as markup, it could not run. Pictures of embeds
     * come from wherever they are.
     */
    private static final String CONTENT_SECURITY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' http: https:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PageData data;
    private final LiveEvents live;
    private final PageActions actions;
    private final TroublePage troublePage;

    public WebView(
            Guild guild,
            Interactions interactions,
            RequestRecorder requestRecorder,
            Troubles troubles,
            Executor executor) {
        data = new PageData(guild, interactions, requestRecorder);
        live = new LiveEvents(data, requestRecorder, executor);
        actions = new PageActions(guild, interactions, executor);
        troublePage = new TroublePage(troubles);
        troubles.listen(() -> live.tell("troubles", troublePage.shown()));
        guild.listen(live::on);
        guild.others().listen(other -> other.listen(live::on));
        interactions.watch(live::on);
    }

    public HttpHandler handler() {
        var files = new ResourceHandler(new ClassPathResourceManager(WebView.class.getClassLoader(), "simulator-web"));
        files.setCacheTime(0);
        var pages = Handlers.path(files)
                .addExactPath("/events", live.handler())
                .addExactPath("/sim/api/channels", exchange -> send(exchange, data.channels()))
                .addExactPath("/sim/api/events", exchange -> send(exchange, data.serverEvents()))
                .addExactPath("/sim/api/commands", exchange -> send(exchange, data.commands()))
                .addExactPath("/sim/api/say", actions.handler(actions::say))
                .addExactPath("/sim/api/interact", actions.handler(actions::interact))
                .addExactPath("/sim/api/troubles", exchange -> send(exchange, troublePage.shown()))
                .addExactPath("/sim/api/trouble", actions.handler(troublePage::set))
                .addExactPath("/sim/api/send", actions.handler(troublePage::send))
                .addExactPath("/sim/api/counters", exchange -> send(exchange, data.counters()))
                .addExactPath("/sim/api/messages", exchange -> {
                    var channel = exchange.getQueryParameters().get("channel");
                    send(exchange, channel == null ? data.timeline() : data.messages(channel.getFirst()));
                });
        return exchange -> {
            var headers = exchange.getResponseHeaders();
            headers.put(new HttpString("Content-Security-Policy"), CONTENT_SECURITY);
            headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
            headers.put(new HttpString("Referrer-Policy"), "no-referrer");
            pages.handleRequest(exchange);
        };
    }

    private static void send(HttpServerExchange exchange, String json) {
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(json);
    }

    @Override
    public void close() {
        live.close();
    }
}
