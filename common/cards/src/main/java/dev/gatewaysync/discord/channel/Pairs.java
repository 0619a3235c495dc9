package dev.gatewaysync.discord.channel;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads settings of the form {@code name=value, name=value}. */
public final class Pairs {
    private Pairs() {}

    /**
     * A {@code #} before a value is left out, as people write channels with it.
     *
     * @throws IllegalArgumentException for anything else, and for a name that stands twice
     */
    public static Map<String, String> read(String text) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String pair : text.split(",")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = pair.substring(equals + 1).strip().replaceFirst("^#", "");
            if (name.isEmpty() || value.isEmpty() || pairs.put(name, value) != null) {
                throw new IllegalArgumentException("no pairs");
            }
        }
        return pairs;
    }
}
