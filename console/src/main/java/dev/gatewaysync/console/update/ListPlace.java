package dev.gatewaysync.console.update;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.storage.history.UpdateHistory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in the lists of updates as it stands in an address. */
public final class ListPlace {
    private static final Pattern WRITTEN = Pattern.compile("(-?\\d{1,18})\\.(\\d{1,18})");

    private ListPlace() {}

    public static String written(UpdateHistory.Position position) {
        return position.place() + "." + position.seq();
    }

    /** Null for nothing. */
    static UpdateHistory.@Nullable Position read(String name, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw ApiException.badRequest(
                    name + " must be a place that an earlier answer named, such as 1757160000000.12.");
        }
        return new UpdateHistory.Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }
}
