package dev.gatewaysync.console.card;

import dev.gatewaysync.cards.Message;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message as a page draws it.
 *
 * @param where it is shown, in words
 */
public record DrawnCard(String where, List<DrawnEmbed> embeds, List<Button> buttons) {
    /** @param url where it leads; http or https */
    public record Button(String label, String url) {}

    /**
     * @param colour of the bar, as six hexadecimal digits
     * @param url of the title; http or https
     */
    public record DrawnEmbed(
            String colour,
            List<Span> title,
            @Nullable String url,
            List<Span> description,
            List<Field> fields,
            @Nullable String image,
            String footer,
            @Nullable Instant timestamp) {}

    public record Field(List<Span> name, List<Span> value, boolean inline) {}

    /** From the very body that Discord gets. */
    static DrawnCard of(String where, Message message) {
        return new DrawnCard(
                where,
                message.body()
                        .path("embeds")
                        .valueStream()
                        .map(DrawnCard::embed)
                        .toList(),
                buttons(message.body()));
    }

    /** Those that lead somewhere; what only Discord can press is left out. */
    private static List<Button> buttons(JsonNode body) {
        return body.path("components")
                .valueStream()
                .flatMap(row -> row.path("components").valueStream())
                .filter(button -> address(button.path("url")) != null)
                .map(button -> new Button(
                        button.path("label").asString(""), button.path("url").asString()))
                .toList();
    }

    private static DrawnEmbed embed(JsonNode json) {
        List<Field> fields = json.path("fields")
                .valueStream()
                .map(field -> new Field(
                        spans(field.path("name")),
                        spans(field.path("value")),
                        field.path("inline").asBoolean(false)))
                .toList();
        String timestamp = json.path("timestamp").asString("");
        return new DrawnEmbed(
                String.format(Locale.ROOT, "%06x", json.path("color").asInt(0)),
                spans(json.path("title")),
                address(json.path("url")),
                spans(json.path("description")),
                fields,
                address(json.path("image").path("url")),
                json.path("footer").path("text").asString(""),
                timestamp.isEmpty() ? null : Instant.parse(timestamp));
    }

    private static List<Span> spans(JsonNode text) {
        return Markdown.spans(text.asString(""));
    }

    /** Cards hold no other addresses; a page that trusts nobody looks once more. */
    private static @Nullable String address(JsonNode url) {
        String text = url.asString("");
        return text.matches("(?i)https?://\\S+") ? text : null;
    }
}
