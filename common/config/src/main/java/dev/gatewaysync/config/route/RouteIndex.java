package dev.gatewaysync.config.route;

import dev.gatewaysync.config.Route;
import dev.gatewaysync.events.EventEnvelope;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which routes may match an event, told by its type alone: most conditions begin with {@code type = '…' and …}, and there may be
 * hundreds of them. A condition that could be true of another type all the same is asked of every event.
 */
final class RouteIndex {
    private static final Pattern OF_ONE_TYPE =
            Pattern.compile("\\s*type\\s*=\\s*(?:'([a-z0-9-]+)'|\"([a-z0-9-]+)\")\\s*(?:and\\b(.*))?", Pattern.DOTALL);

    /** What binds more weakly than {@code and}, so that the beginning does not decide. */
    private static final Pattern WEAKER = Pattern.compile("\\bor\\b|[?;]|:=|~>");

    private final List<Route> routes;
    private final List<Entry> entries;

    /** @param type of the only events that it can match; null for any */
    record Entry(int number, Route route, @Nullable String type) {
        boolean mayMatch(EventEnvelope event) {
            return type == null || type.equals(event.type().wireName());
        }
    }

    RouteIndex(List<Route> routes) {
        this.routes = routes;
        List<Entry> built = new ArrayList<>();
        for (Route route : routes) {
            built.add(new Entry(built.size() + 1, route, onlyType(route)));
        }
        this.entries = List.copyOf(built);
    }

    boolean isOf(List<Route> others) {
        return routes == others;
    }

    List<Entry> entries() {
        return entries;
    }

    static @Nullable String onlyType(Route route) {
        if (route.when() == null) {
            return null;
        }
        Matcher matcher = OF_ONE_TYPE.matcher(route.when().source());
        if (!matcher.matches()
                || matcher.group(3) != null && WEAKER.matcher(matcher.group(3)).find()) {
            return null;
        }
        return matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }
}
