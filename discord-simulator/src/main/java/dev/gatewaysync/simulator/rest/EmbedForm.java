package dev.gatewaysync.simulator.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks embeds as Discord does and stores them as Discord shows them: trimmed, and with the type "rich".
 *
 * @see <a href="https://docs.discord.com/developers/resources/message#embed-object-embed-limits">Embed limits</a>
 */
final class EmbedForm {

    private static final int MOST_EMBEDS = 10;
    private static final int MOST_FIELDS = 25;
    private static final int MOST_IN_ALL = 6000;
    private static final int MOST_URL = 2048;
    private static final int LAST_PORT = 65_535;
    private static final int WHITE = 0xFFFFFF;
    private static final Set<String> WEB_SCHEMES = Set.of("http", "https");

    private final FormErrors errors;
    private int counted;

    EmbedForm(FormErrors errors) {
        this.errors = errors;
    }

    ArrayNode read(JsonNode embeds) {
        var read = Json.array();
        if (embeds.size() > MOST_EMBEDS) {
            errors.tooLong(MOST_EMBEDS, "embeds");
            return read;
        }
        for (int i = 0; i < embeds.size(); i++) {
            var position = Integer.toString(i);
            if (embeds.get(i) instanceof ObjectNode embed) {
                read.add(embed(embed, position));
            } else {
                errors.add("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType", "embeds", position);
            }
        }
        if (counted > MOST_IN_ALL) {
            errors.add("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of " + MOST_IN_ALL, "embeds", "0");
        }
        return read;
    }

    private ObjectNode embed(ObjectNode given, String position) {
        var embed = given.deepCopy().put("type", "rich");
        text(embed, "title", 256, "embeds", position, "title");
        text(embed, "description", 4096, "embeds", position, "description");
        url(embed, "url", "embeds", position, "url");
        colour(embed, position);
        timestamp(embed, position);
        footer(embed, position);
        author(embed, position);
        for (var picture : new String[] {"image", "thumbnail"}) {
            if (embed.get(picture) instanceof ObjectNode node) {
                url(node, "url", "embeds", position, picture, "url");
            }
        }
        fields(embed, position);
        return embed;
    }

    private void footer(ObjectNode embed, String position) {
        if (embed.get("footer") instanceof ObjectNode footer) {
            text(footer, "text", 2048, "embeds", position, "footer", "text");
            url(footer, "icon_url", "embeds", position, "footer", "icon_url");
        }
    }

    private void author(ObjectNode embed, String position) {
        if (embed.get("author") instanceof ObjectNode author) {
            text(author, "name", 256, "embeds", position, "author", "name");
            url(author, "url", "embeds", position, "author", "url");
            url(author, "icon_url", "embeds", position, "author", "icon_url");
        }
    }

    private void fields(ObjectNode embed, String position) {
        var fields = embed.path("fields");
        if (fields.size() > MOST_FIELDS) {
            errors.tooLong(MOST_FIELDS, "embeds", position, "fields");
            return;
        }
        for (int i = 0; i < fields.size(); i++) {
            var at = Integer.toString(i);
            if (fields.get(i) instanceof ObjectNode field) {
                required(field, "name", 256, "embeds", position, "fields", at, "name");
                required(field, "value", 1024, "embeds", position, "fields", at, "value");
                field.put("inline", field.path("inline").asBoolean(false));
            }
        }
    }

    private void required(ObjectNode parent, String name, int most, String... path) {
        text(parent, name, most, path);
        if (parent.path(name).asString("").isEmpty()) {
            errors.missing(path);
        }
    }

    private void text(ObjectNode parent, String name, int most, String... path) {
        var given = parent.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return;
        }
        var text = Trimmed.of(given.asString(""));
        int length = text.codePointCount(0, text.length());
        counted += length;
        if (length > most) {
            errors.tooLong(most, path);
        }
        parent.put(name, text);
    }

    private void url(ObjectNode parent, String name, String... path) {
        var given = parent.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return;
        }
        url(given.asString(""), MOST_URL, errors, path);
    }

    /** Also of a button. */
    static void url(String url, int most, FormErrors errors, String... path) {
        if (url.length() > most) {
            errors.tooLong(most, path);
        }
        var uri = uri(url);
        if (uri == null || uri.getScheme() == null) {
            errors.add("URL_TYPE_INVALID_URL", "Not a well formed URL.", path);
        } else if (!WEB_SCHEMES.contains(uri.getScheme())) {
            errors.add(
                    "URL_TYPE_INVALID_SCHEME",
                    "Scheme \"" + uri.getScheme() + "\" must be one of ('http', 'https').",
                    path);
        } else if (uri.getHost() == null || uri.getPort() > LAST_PORT) {
            errors.add("URL_TYPE_INVALID_URL", "Not a well formed URL.", path);
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private void colour(ObjectNode embed, String position) {
        var colour = embed.path("color");
        if (colour.isMissingNode() || colour.isNull()) {
            return;
        }
        if (!colour.isIntegralNumber()) {
            errors.add("NUMBER_TYPE_COERCE", "Value is not int.", "embeds", position, "color");
        } else if (colour.asLong() > WHITE) {
            errors.add(
                    "NUMBER_TYPE_MAX",
                    "int value should be less than or equal to " + WHITE + ".",
                    "embeds",
                    position,
                    "color");
        } else if (colour.asLong() < 0) {
            errors.add(
                    "NUMBER_TYPE_MIN", "int value should be greater than or equal to 0.", "embeds", position, "color");
        }
    }

    private void timestamp(ObjectNode embed, String position) {
        var timestamp = embed.path("timestamp");
        if (timestamp.isMissingNode() || timestamp.isNull()) {
            return;
        }
        try {
            OffsetDateTime.parse(timestamp.asString(""));
        } catch (DateTimeException e) {
            errors.add(
                    "DATE_TIME_TYPE_PARSE",
                    "Could not parse " + timestamp.asString("") + ". Should be ISO8601.",
                    "embeds",
                    position,
                    "timestamp");
        }
    }
}
