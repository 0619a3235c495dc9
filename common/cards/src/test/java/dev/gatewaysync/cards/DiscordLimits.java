package dev.gatewaysync.cards;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Discord would object to in a message's body. */
public final class DiscordLimits {
    private static final Pattern PORT = Pattern.compile(":(\\d{1,9})$");

    private final List<String> objections = new ArrayList<>();
    private int total;

    private DiscordLimits() {}

    /** With whoever is pinged: nobody is, where no role was configured. */
    public static List<String> objections(JsonNode body) {
        DiscordLimits limits = new DiscordLimits();
        limits.check(body);
        JsonNode mentions = body.path("allowed_mentions");
        if (mentions.has("users")
                || mentions.has("roles")
                || mentions.path("replied_user").asBoolean(false)) {
            limits.objections.add("somebody is pinged");
        }
        return limits.objections;
    }

    /** Where one role may be pinged and nobody else. */
    static List<String> objectionsButThePingOf(String role, JsonNode body) {
        DiscordLimits limits = new DiscordLimits();
        limits.check(body);
        JsonNode mentions = body.path("allowed_mentions");
        if (mentions.has("users")
                || !mentions.path("roles").toString().equals("[\"" + role + "\"]")
                || mentions.path("replied_user").asBoolean(false)) {
            limits.objections.add("somebody else is pinged");
        }
        return limits.objections;
    }

    private void check(JsonNode body) {
        int embeds = body.path("embeds").size();
        if (embeds < 1 || embeds > 10) {
            objections.add(embeds + " embeds");
        }
        JsonNode mentions = body.path("allowed_mentions");
        if (!mentions.path("parse").isArray() || !mentions.path("parse").isEmpty()) {
            objections.add("mentions are parsed");
        }
        if (!new String(body.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .equals(body.toString())) {
            objections.add("broken surrogates");
        }
        body.path("embeds").forEach(this::embed);
        if (total > 6000) {
            objections.add(total + " characters in all");
        }
    }

    private void embed(JsonNode embed) {
        text(embed, "title", 256, false);
        text(embed, "description", 4096, true);
        text(embed.path("footer"), "text", 2048, false);
        url(embed.path("url"));
        url(embed.path("image").path("url"));
        if (embed.path("fields").size() > 25) {
            objections.add("too many fields");
        }
        embed.path("fields").forEach(field -> {
            text(field, "name", 256, false);
            text(field, "value", 1024, false);
        });
        if (embed.has("timestamp")) {
            try {
                OffsetDateTime.parse(embed.path("timestamp").asString());
            } catch (DateTimeException e) {
                objections.add("timestamp " + embed.path("timestamp"));
            }
        }
        int colour = embed.path("color").asInt(-1);
        if (colour < 0 || colour > 0xFFFFFF) {
            objections.add("colour " + colour);
        }
    }

    private void text(JsonNode parent, String name, int most, boolean optional) {
        JsonNode node = parent.path(name);
        if (node.isMissingNode() && optional) {
            return;
        }
        String text = trimmed(node.asString(""));
        total += text.length();
        if (node.asString("").chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            objections.add(name + " has a control character");
        }
        if (text.isEmpty() || text.length() > most) {
            objections.add(name + " has " + text.length() + " characters");
        }
    }

    /** As Discord trims: Unicode's white space, with U+00A0 and its like, and U+FEFF. */
    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\ufeff';
    }

    /** Not by URI's own host and port, which it does not know of a host with an underscore. */
    private static boolean isHostAndPort(@Nullable String authority) {
        if (authority == null || authority.isEmpty() || authority.contains("@")) {
            return false;
        }
        Matcher port = PORT.matcher(authority);
        return !port.find() || Integer.parseInt(port.group(1)) <= 65_535;
    }

    private void url(JsonNode node) {
        if (node.isMissingNode()) {
            return;
        }
        try {
            URI uri = new URI(node.asString());
            if (!List.of("http", "https").contains(uri.getScheme())
                    || !isHostAndPort(uri.getRawAuthority())
                    || node.asString().length() > 2048) {
                objections.add("url " + node);
            }
        } catch (URISyntaxException e) {
            objections.add("url " + node);
        }
    }
}
