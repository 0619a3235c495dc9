package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.interaction.Replies;
import dev.gatewaysync.simulator.limits.RateLimits;
import dev.gatewaysync.simulator.traffic.Exchange;
import dev.gatewaysync.simulator.traffic.ExchangeObserver;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.xnio.IoUtils;

/** Discord's REST interface, to be mounted at {@code /api}; it answers with and without a version in the path. */
public final class RestApi implements HttpHandler {

    private static final Pattern VERSION = Pattern.compile("^/v\\d+(?=/|$)");
    private static final Pattern SERVER = Pattern.compile("/(guilds|channels|webhooks)/(\\d+)");
    private static final HttpString SIMULATED = new HttpString("X-Discord-Simulator");

    private final Guild guild;
    private final RateLimits limits;
    private final Faults faults;
    private final Surroundings surroundings;
    private final Map<String, Pipeline> pipelines = new ConcurrentHashMap<>();
    private final RequestRecorder requestRecorder;
    private final SimulatorClock clock;
    private final Executor executor;
    private final List<ExchangeObserver> observers = ServiceLoader.load(ExchangeObserver.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    public RestApi(
            Guild guild, RateLimits limits, Faults faults, RequestRecorder requestRecorder, Surroundings surroundings) {
        this.guild = guild;
        this.limits = limits;
        this.faults = faults;
        this.surroundings = surroundings;
        clock = surroundings.clock();
        executor = surroundings.executor();
        this.requestRecorder = requestRecorder;
    }

    /** Of the server that the path is about; limits and faults are the same for all. */
    private Pipeline pipeline(String path) {
        var server = serverOf(path);
        return pipelines.computeIfAbsent(server.id(), id -> pipeline(server));
    }

    private Guild serverOf(String path) {
        var about = SERVER.matcher(path);
        if (!about.find()) {
            return guild;
        }
        var id = about.group(2);
        var others = guild.others();
        var found = switch (about.group(1)) {
            case "guilds" -> others.withId(id);
            case "channels" -> others.withChannel(id);
            default -> others.withWebhook(id);
        };
        return found.orElse(guild);
    }

    private Pipeline pipeline(Guild guild) {
        var json = new DiscordJson(guild);
        var oldEdits = new OldEdits(limits, clock.wall());
        var routes = new Routes(Stream.of(
                new PinRoutes(guild, json).routes(),
                new MessageRoutes(guild, json, oldEdits).routes(),
                new CrosspostRoutes(guild, json, limits).routes(),
                // Before the webhooks, whose templates their paths would fit too.
                new InteractionRoutes(guild, json, surroundings.replies()).routes(),
                new WebhookRoutes(guild, json, limits, oldEdits).routes(),
                new ChannelRoutes(guild, json, limits).routes(),
                new ThreadRoutes(guild, json).routes(),
                new GuildRoutes(guild, json, surroundings.gatewayUrl()).routes(),
                new RoleRoutes(guild).routes(),
                new ScheduledEventRoutes(guild, clock.wall()).routes(),
                new CommandRoutes(guild).routes()));
        return new Pipeline(routes, new RequestAdmission(guild, limits), faults);
    }

    /**
     * @param replies take the answers to interactions
     * @param gatewayUrl told to clients that ask for it
     * @param executor runs the requests, off the threads that do the network
     */
    public record Surroundings(SimulatorClock clock, Replies replies, String gatewayUrl, Executor executor) {}

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        var path = VERSION.matcher(exchange.getRelativePath()).replaceFirst("");
        var visit = requestRecorder.arrived(
                clock.nanos().getAsLong(), exchange.getRequestMethod().toString(), path);
        exchange.getRequestReceiver()
                .receiveFullBytes(
                        (received, body) -> received.dispatch(
                                executor, (HttpHandler) ready -> serve(ready, incoming(ready, path, body), visit)),
                        (failed, cause) -> IoUtils.safeClose(failed.getConnection()));
    }

    private static Incoming incoming(HttpServerExchange exchange, String path, byte[] body) {
        var query = new HashMap<String, String>();
        exchange.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return new Incoming(
                exchange.getRequestMethod().toString(),
                path,
                query,
                exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION),
                exchange.getRequestHeaders().getFirst("X-Audit-Log-Reason"),
                exchange.getSourceAddress().getHostString(),
                body);
    }

    private void serve(HttpServerExchange exchange, Incoming incoming, RequestRecorder.Visit visit)
            throws InterruptedException {
        try {
            var answer = pipeline(incoming.path()).answer(incoming);
            visit.answered(
                    answer.status(),
                    answer.headers().get("X-RateLimit-Scope"),
                    Refusal.secondsIn(answer),
                    answer.headers().get("X-RateLimit-Bucket"));
            var told = new Exchange(
                    incoming.method(),
                    incoming.path(),
                    incoming.query(),
                    incoming.body(),
                    answer.status(),
                    answer.body(),
                    answer.planned());
            observers.forEach(observer -> observer.answered(told));
            send(exchange, answer);
        } catch (ConnectionDropped e) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static void send(HttpServerExchange exchange, Answer answer) {
        exchange.setStatusCode(answer.status());
        var headers = exchange.getResponseHeaders();
        headers.put(SIMULATED, "true");
        // JDA takes a 429 without this header for a ban by Cloudflare, because only Discord's own proxy sets it.
        headers.put(Headers.VIA, "1.1 google");
        answer.headers().forEach((name, value) -> headers.put(new HttpString(name), value));
        answer.headers().entrySet().stream()
                .filter(header -> header.getValue().equals(Answer.LEFT_OUT))
                .forEach(header -> headers.remove(header.getKey()));
        if (answer.body() == null) {
            exchange.endExchange();
        } else {
            headers.put(Headers.CONTENT_TYPE, answer.contentType());
            exchange.getResponseSender().send(answer.body());
        }
    }
}
