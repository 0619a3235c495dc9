package dev.gatewaysync.cards.channel;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write which channel they mean: its name, with or without {@code #}, its id, a mention, or its link. */
public final class ChannelReference {
    private static final Pattern MENTION = Pattern.compile("<#(?<id>\\d{1,20})>");
    private static final Pattern LINK =
            Pattern.compile("(?i)https?://(?:\\w+\\.)?discord(?:app)?\\.com/channels/\\d+/(?<id>\\d{1,20})(?:/\\d*)?");

    private ChannelReference() {}

    /**
     * The name or the id.
     *
     * @throws IllegalArgumentException for another address; the message is the rest of a sentence about a pair
     */
    public static String read(String text) {
        for (Pattern withId : new Pattern[] {MENTION, LINK}) {
            Matcher matcher = withId.matcher(text);
            if (matcher.matches()) {
                return matcher.group("id");
            }
        }
        if (text.contains("://")) {
            throw new IllegalArgumentException(
                    "has an address behind its =, where a channel's name or id, or off, should be");
        }
        String name = text.replaceFirst("^#", "");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("has nothing behind its =");
        }
        return name;
    }
}
