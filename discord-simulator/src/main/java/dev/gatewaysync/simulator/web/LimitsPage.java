package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.limits.LimitUse;
import dev.gatewaysync.simulator.limits.RateLimits;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import tools.jackson.databind.json.JsonMapper;

/** What of each limit is used, and what waits: requests without an answer, and failures that are planned. */
public final class LimitsPage implements HttpHandler {

    private static final int MOST = 60;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;
    private final RateLimits limits;
    private final Faults faults;
    private final RequestRecorder requestRecorder;

    public LimitsPage(Guild guild, RateLimits limits, Faults faults, RequestRecorder requestRecorder) {
        this.guild = guild;
        this.limits = limits;
        this.faults = faults;
        this.requestRecorder = requestRecorder;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var body = json.createObjectNode();
        body.put("unanswered", requestRecorder.unanswered()).put("faults", faults.waiting());
        var rows = body.putArray("limits");
        for (LimitUse use : limits.inUse().stream().limit(MOST).toList()) {
            rows.addObject()
                    .put("name", name(use))
                    .put("where", where(use.what()))
                    .put("used", use.used())
                    .put("limit", use.limit())
                    .put("refused", use.refused())
                    .put("resetMillis", use.resetMillis());
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(body.toString());
    }

    /** The route of a bucket that headers show; the others have no route. */
    private static String name(LimitUse use) {
        int space = use.what().lastIndexOf(' ');
        return space < 0 ? use.bucket() : use.what().substring(0, space);
    }

    private String where(String what) {
        // A webhook counts by its id and its token, which nobody may see.
        String major = what.substring(what.lastIndexOf(' ') + 1).replaceFirst("/.*", "");
        String channel = guild.webhooks()
                .withId(major)
                .map(webhook -> webhook.channelId())
                .orElse(major);
        return guild.channels()
                .withId(channel)
                .map(known -> "#" + known.name())
                .orElse(major.equals(guild.id()) ? guild.name() : major);
    }
}
