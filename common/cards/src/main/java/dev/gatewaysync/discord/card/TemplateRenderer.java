package dev.gatewaysync.discord.card;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.TextTemplate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts what a template says onto a card. What the template itself says is markdown; what comes from the event is shown as it
 * was typed. Whatever it says, the card stays within Discord's limits.
 */
final class TemplateRenderer {
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    private final JsonNode input;

    private TemplateRenderer(JsonNode input) {
        this.input = input;
    }

    /** @param input what its expressions see */
    static TemplateRenderer of(JsonNode input) {
        return new TemplateRenderer(input);
    }

    /** @throws IllegalArgumentException naming the part whose expression fails */
    Embed apply(CardTemplate template, Embed embed) {
        line("title", template.title()).ifPresent(embed::title);
        if (template.url() != null) {
            embed.withoutLink();
            address("url", template.url()).ifPresent(embed::url);
        }
        text("color", template.color(), UnaryOperator.identity())
                .filter(color -> COLOR.matcher(color).matches())
                .ifPresent(color -> embed.colour(Integer.parseInt(color.substring(1), 16)));
        if (template.text() != null) {
            embed.description(text("text", template.text(), value -> UserText.escaped(value, Embed.DESCRIPTION))
                    .map(UserText::clean)
                    .orElse(""));
        }
        if (template.fields() != null) {
            embed.withoutFields();
            for (CardTemplate.Field field : template.fields()) {
                if (isShown("fields", field.when())) {
                    embed.markdownField(
                            line("fields", field.name()).orElse(""),
                            text("fields", field.value(), value -> UserText.escaped(value, Embed.FIELD_VALUE))
                                    .map(UserText::clean)
                                    .orElse(""),
                            field.inline());
                }
            }
        }
        if (template.image() != null) {
            embed.withoutImage();
            address("image", template.image()).flatMap(WebLink::of).ifPresent(embed::image);
        }
        address("thumbnail", template.thumbnail()).ifPresent(embed::thumbnail);
        return embed;
    }

    boolean isShown(String part, dev.gatewaysync.config.expression.@Nullable Expression when) {
        try {
            return when == null || isFilled(when.of(input));
        } catch (ExpressionException e) {
            throw failed(part, e);
        }
    }

    /** True, or anything that is there: {@code when: amount} asks whether there is one. */
    private static boolean isFilled(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isString() && value.stringValue().isBlank())
                && !(value.isContainer() && value.isEmpty());
    }

    /** In one line; empty if nothing is left of it. */
    Optional<String> line(String part, @Nullable TextTemplate template) {
        return text(part, template, value -> UserText.escapedLine(value, Embed.FIELD_VALUE))
                .map(UserText::line)
                .filter(text -> !text.isEmpty());
    }

    /** In one line, as Discord shows no markdown there. */
    Optional<String> plain(String part, TextTemplate template) {
        return text(part, template, UnaryOperator.identity())
                .map(UserText::line)
                .filter(text -> !text.isEmpty());
    }

    /** What the event puts into an address is escaped where no address can hold it. */
    Optional<String> address(String part, @Nullable TextTemplate template) {
        return text(part, template, TemplateRenderer::inAddress)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    private static String inAddress(String value) {
        return NOT_IN_ADDRESSES
                .matcher(value)
                .replaceAll(match -> String.format("%%%02X", (int) match.group().charAt(0)));
    }

    private Optional<String> text(String part, @Nullable TextTemplate template, UnaryOperator<String> escaped) {
        try {
            return Optional.ofNullable(template).map(text -> text.of(input, value -> withSpace(value, escaped)));
        } catch (ExpressionException e) {
            throw failed(part, e);
        }
    }

    /** A value's own space around it parts it from what stands beside it. */
    private static String withSpace(String value, UnaryOperator<String> escaped) {
        String core = value.strip();
        int start = value.indexOf(core);
        return space(value.substring(0, start)) + escaped.apply(core) + space(value.substring(start + core.length()));
    }

    private static String space(String around) {
        return around.indexOf('\n') >= 0 ? "\n" : around.isEmpty() ? "" : " ";
    }

    private static IllegalArgumentException failed(String part, ExpressionException e) {
        return new IllegalArgumentException("the " + part + " of its card in gateway.yml " + e.reason(), e);
    }
}
