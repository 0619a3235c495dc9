package dev.gatewaysync.cards;

import dev.gatewaysync.cards.channel.KeyValueList;
import dev.gatewaysync.events.EventType;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which role a type's announcement pings. Nothing else is ever pinged. */
public record Mentions(Map<EventType, String> roles) {
    private static final Pattern ROLE = Pattern.compile("(?:<@&)?(?<id>\\d{1,20})>?");

    public Mentions {
        roles = Map.copyOf(roles);
    }

    public static Mentions none() {
        return new Mentions(Map.of());
    }

    /**
     * Reads {@code maintenance=1234567890123456789}: a type and the id of a role, or a mention of it.
     *
     * @throws dev.gatewaysync.input.WrongEntriesException for an unknown type, or what is no id
     */
    public static Mentions read(String text) {
        return new Mentions(KeyValueList.read(text, name -> KeyValueList.type(name, type -> true), Mentions::role));
    }

    private static String role(String text) {
        Matcher role = ROLE.matcher(text);
        if (!role.matches()) {
            throw new IllegalArgumentException(
                    "has no id of a role behind its = (Discord: Developer Mode, right click on the role, Copy Role ID)"
                            + (text.matches("@?(everyone|here)") ? ". Everybody cannot be pinged" : ""));
        }
        return role.group("id");
    }

    public Set<String> of(EventType type) {
        String role = roles.get(type);
        return role == null ? Set.of() : Set.of(role);
    }
}
