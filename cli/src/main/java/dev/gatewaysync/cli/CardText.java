package dev.gatewaysync.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A message of Discord as text, card by card. */
final class CardText {
    private CardText() {}

    /** @param body as it is sent to Discord */
    static String of(JsonNode body) {
        List<String> lines = new ArrayList<>();
        String content = body.path("content").asString("");
        if (!content.isEmpty()) {
            lines.add(content);
        }
        for (JsonNode embed : body.path("embeds")) {
            lines.add("┌ " + embed.path("title").asString("")
                    + String.format("   #%06X", embed.path("color").asInt()));
            add(lines, embed.path("url").asString(""));
            add(lines, embed.path("description").asString(""));
            for (JsonNode field : embed.path("fields")) {
                add(
                        lines,
                        field.path("name").asString() + ": "
                                + field.path("value").asString());
            }
            add(lines, labelled("picture", embed.at("/image/url").asString("")));
            add(lines, labelled("thumbnail", embed.at("/thumbnail/url").asString("")));
            for (JsonNode row : body.path("components")) {
                for (JsonNode button : row.path("components")) {
                    add(
                            lines,
                            "[" + button.path("label").asString() + "] "
                                    + button.path("url").asString(""));
                }
            }
            lines.add("└ " + embed.at("/footer/text").asString(""));
        }
        return String.join("\n", lines);
    }

    private static String labelled(String label, String text) {
        return text.isEmpty() ? "" : label + ": " + text;
    }

    private static void add(List<String> lines, String text) {
        text.lines().forEach(line -> lines.add("│ " + line));
    }
}
