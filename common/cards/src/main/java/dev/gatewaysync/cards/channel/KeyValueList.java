package dev.gatewaysync.cards.channel;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.input.CommaSeparated;
import dev.gatewaysync.input.Spelling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads settings of the form {@code name=value, name=value}. */
public final class KeyValueList {
    private static final int MOST_TYPOS = 2;

    private KeyValueList() {}

    /**
     * @param name of what is written before the =; says “no” with an {@link IllegalArgumentException}, whose message is the rest
     *     of a sentence about the pair and does not repeat it
     * @param value of what is written behind it, likewise
     * @throws dev.gatewaysync.input.WrongEntriesException naming every pair that is wrong, and that is about the same as another
     */
    public static <K, V> Map<K, V> read(String text, Function<String, K> name, Function<String, V> value) {
        List<@Nullable K> names = new ArrayList<>();
        Map<K, V> pairs = new LinkedHashMap<>();
        CommaSeparated.read(text, pair -> {
            // What is wrong has its number, too.
            names.add(null);
            K key = name.apply(before(pair));
            V read = value.apply(behind(pair));
            int same = names.indexOf(key);
            if (same >= 0) {
                throw new IllegalArgumentException("is about the same as number " + (same + 1));
            }
            names.set(names.size() - 1, key);
            pairs.put(key, read);
            return key;
        });
        return pairs;
    }

    /** The type of event with such a name. */
    public static EventType type(String name, Predicate<EventType> allowed) {
        List<String> known = Arrays.stream(BuiltInType.values())
                .filter(allowed)
                .map(EventType::wireName)
                .toList();
        return BuiltInType.named(name)
                .<EventType>map(type -> type)
                .orElseThrow(() -> new IllegalArgumentException("names no type of event before its =. "
                        + Spelling.meant(name, known, KeyValueList::plain, MOST_TYPOS)
                                .map(type -> "Did you mean " + type + "?")
                                .orElseGet(() -> "Types are " + String.join(", ", known))));
    }

    private static String before(String pair) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(pair.indexOf(':') < 0 ? "has no =" : "has no =, and a : instead");
        }
        if (pair.substring(0, equals).isBlank()) {
            throw new IllegalArgumentException("has nothing before its =");
        }
        return pair.substring(0, equals).strip();
    }

    private static String behind(String pair) {
        String value = pair.substring(pair.indexOf('=') + 1).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("has nothing behind its =");
        }
        if (value.indexOf('=') >= 0) {
            throw new IllegalArgumentException("has a second =. Between two pairs stands a comma");
        }
        return value;
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
