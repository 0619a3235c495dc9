package dev.gatewaysync.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints updates as they come: one line each, or one JSON document each, until it is interrupted or the gateway has gone. */
final class FollowedUpdates {
    private static final long LOOK_MILLIS = 2_000;
    private static final int LOOKED_AT = 200;
    private static final int REMEMBERED = 5_000;
    private static final int FIRST = 10;

    private final GlobalOptions session;
    private final @Nullable String type;
    private final @Nullable String source;
    private final @Nullable String since;
    private final Set<String> seen = new LinkedHashSet<>();

    FollowedUpdates(GlobalOptions session, @Nullable String type, @Nullable String source, @Nullable String since) {
        this.session = session;
        this.type = type;
        this.source = source;
        this.since = since;
    }

    void run() {
        boolean isFirst = true;
        while (true) {
            look(isFirst);
            isFirst = false;
            GlobalOptions.pause(LOOK_MILLIS);
        }
    }

    /** Of what is there already the last few are shown, or all that {@code --since} asks for. */
    void look(boolean isFirst) {
        Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
        parameters.put("count", LOOKED_AT);
        parameters.put("type", type);
        parameters.put("source", source);
        parameters.put("since", since);
        List<JsonView> found = new ArrayList<>(session.api()
                .get(Api.query("/updates", parameters))
                .at("updates")
                .list());
        List<JsonView> shown = isFirst && since == null ? found.subList(0, Math.min(FIRST, found.size())) : found;
        List<JsonView> oldestFirst = new ArrayList<>(shown);
        Collections.reverse(oldestFirst);
        oldestFirst.stream()
                .filter(update -> !seen.contains(update.at("id").text()))
                .forEach(this::print);
        found.forEach(update -> seen.add(update.at("id").text()));
        while (seen.size() > REMEMBERED) {
            seen.remove(seen.iterator().next());
        }
    }

    private void print(JsonView update) {
        session.out()
                .println(
                        session.json()
                                ? Json.write(update.value())
                                : LocalTimes.in(update.at("timestamp").text()) + "  "
                                        + update.at("type").text() + "  "
                                        + update.at("description").text().replaceAll("[\\p{Cntrl}\\s]+", " "));
        session.out().flush();
    }
}
