package dev.gatewaysync.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whatever else the main app wants to say, shown as it says it.
 *
 * @param priority null is normal
 * @param category where the history files it; null is general
 * @param key what has the same one within 30 days edits the card of the first; null has a card of its own
 */
public record Custom(
        String title,
        @Nullable String description,
        @Nullable String url,
        @Nullable String image,
        @Nullable Priority priority,
        @Nullable UpdateCategory category,
        List<Field> fields,
        @Nullable String key)
        implements GatewayEvent {
    public Custom {
        Required.present(title, "custom", "title");
        fields = Absent.asEmpty(fields);
    }

    /**
     * A name and what it is.
     *
     * @param inline whether it may stand beside others; null is no
     */
    public record Field(String name, String value, @Nullable Boolean inline) {
        public Field {
            Required.present(name, "custom", "fields/name");
            Required.present(value, "custom", "fields/value");
        }

        public boolean isInline() {
            return Boolean.TRUE.equals(inline);
        }
    }
}
