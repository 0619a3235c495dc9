package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.limits.RouteLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One route of Discord's interface.
 *
 * @param template path segments, those in braces stand for anything
 * @param limit null exempts the route from every limit
 */
record Route(String method, List<String> template, @Nullable RouteLimit limit, Access access, Endpoint endpoint) {

    interface Endpoint {
        Answer answer(ApiRequest request);
    }

    static Route bot(String method, String template, RouteLimit limit, Endpoint endpoint) {
        return new Route(method, segments(template), limit, Access.BOT, endpoint);
    }

    static Route webhook(String method, String template, RouteLimit limit, Endpoint endpoint) {
        return new Route(method, segments(template), limit, Access.WEBHOOK, endpoint);
    }

    static Route interaction(String method, String template, RouteLimit limit, Endpoint endpoint) {
        return new Route(method, segments(template), limit, Access.INTERACTION, endpoint);
    }

    static Route exempt(String method, String template, Access access, Endpoint endpoint) {
        return new Route(method, segments(template), null, access, endpoint);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/"));
    }

    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != template.size()) {
            return Optional.empty();
        }
        var parameters = new HashMap<String, String>();
        for (int i = 0; i < path.size(); i++) {
            var expected = template.get(i);
            if (expected.startsWith("{")) {
                parameters.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Method and template: what Discord counts by, together with the major parameter. */
    String name() {
        return method + " /" + String.join("/", template);
    }
}
