package dev.gatewaysync.simulator.rest;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the route of a request; of two that match, the one listed first. */
final class Routes {

    private final List<Route> routes;

    Routes(Stream<List<Route>> groups) {
        routes = groups.flatMap(List::stream).toList();
    }

    record Match(Route route, Map<String, String> parameters) {}

    Match find(String method, String path) {
        var segments = path.length() > 1 ? Route.segments(path) : List.<String>of();
        boolean known = false;
        for (var route : routes) {
            var parameters = route.match(segments);
            known |= parameters.isPresent();
            if (parameters.isPresent() && route.method().equals(method)) {
                return new Match(route, parameters.get());
            }
        }
        throw known ? DiscordError.methodNotAllowed() : DiscordError.notFound();
    }
}
