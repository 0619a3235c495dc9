package dev.gatewaysync.cards;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.ExpressionInput;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.language.Texts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Puts what a template says onto a card. What the template itself says is markdown; what comes from the event is shown as it
 * was typed. Whatever it says, the card stays within Discord's limits.
 */
final class TemplateRenderer {
    private static final Texts TEXTS = Texts.beside(TemplateRenderer.class);

    /** Of a value that has other words beside it. */
    private static final int IN_A_LINE = 200;

    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{6}");
    private static final Pattern NOT_IN_ADDRESSES = Pattern.compile("[\\s\"<>\\\\^`{|}]");

    private final ExpressionInput input;
    private final ValueMarkdown markdown;

    private TemplateRenderer(ExpressionInput input, ValueMarkdown markdown) {
        this.input = input;
        this.markdown = markdown;
    }

    /**
     * @param template whose words are the card's
     * @param input what its expressions see
     */
    static TemplateRenderer of(CardTemplate template, ExpressionInput input, Language language) {
        return new TemplateRenderer(input, new ValueMarkdown(template.words(), language));
    }

    /** What both say where the cases that are so are taken in, {@code template} over {@code below}. */
    static CardTemplate resolved(CardTemplate template, CardTemplate below, ExpressionInput input) {
        if (template == CardTemplate.EMPTY) {
            return resolved(below, input);
        }
        return resolved(template, input).inPlaceOf(resolved(below, input));
    }

    /** What it says where the cases that are so are taken in. */
    static CardTemplate resolved(CardTemplate template, ExpressionInput input) {
        CardTemplate said = template;
        for (CardTemplate.Case each : template.cases()) {
            if (of(template, input, Language.ENGLISH).isShown("cases", each.when())) {
                said = each.card().over(said);
            }
        }
        return said;
    }

    /** @throws IllegalArgumentException naming the part whose expression fails */
    Embed apply(CardTemplate template, Embed embed) {
        head(template, embed);
        if (template.url() != null) {
            address("url", template.url()).ifPresent(embed::url);
        }
        if (template.text() != null || template.list() != null) {
            embed.description(described(template));
        }
        if (template.fields() != null) {
            template.fields().forEach(field -> fields(field, embed));
        }
        if (template.image() != null) {
            image(template.image(), embed);
        }
        address("thumbnail", template.thumbnail()).ifPresent(embed::thumbnail);
        return embed;
    }

    /** Its title and colour, where it gives any. */
    Embed head(CardTemplate template, Embed embed) {
        title(template.title()).ifPresent(embed::title);
        if (template.color() != null) {
            plain("color", template.color())
                    .filter(color -> COLOR.matcher(color).matches())
                    .ifPresent(color -> embed.colour(Integer.parseInt(color.substring(1), 16)));
        }
        return embed;
    }

    private Optional<String> title(@Nullable TextTemplate title) {
        return title == null ? Optional.empty() : line("title", title, Embed.TITLE);
    }

    /** An address that the event gives as one is told even if nothing can be shown of it. */
    private void image(TextTemplate image, Embed embed) {
        Optional<String> address = address("image", image);
        (image.isOneValue() ? address : address.flatMap(WebLink::of))
                .ifPresent(found -> embed.image(found, () -> "🖼️ " + TEXTS.get(markdown.language(), "card.picture")));
    }

    private String described(CardTemplate template) {
        String text = template.text() == null ? "" : block("text", template.text(), Embed.DESCRIPTION);
        if (template.list() == null) {
            return text;
        }
        String lines = lines(template.list(), Math.max(0, Embed.DESCRIPTION - text.length()));
        return text.isEmpty() || lines.isEmpty() ? text + lines : text + "\n" + lines;
    }

    private String lines(CardTemplate.Lines list, int room) {
        return ListLines.of(
                list,
                value("list", list.each()),
                list.count() == null ? null : value("list", list.count()),
                room,
                (item, line) -> at(item).block("list", line, room));
    }

    private void fields(CardTemplate.Field field, Embed embed) {
        if (field.each() == null) {
            field(field, embed);
            return;
        }
        JsonNode each = value("fields", field.each());
        for (JsonNode item : each.isArray() ? each : List.of(each)) {
            if (!item.isMissingNode()) {
                at(item).field(field, embed);
            }
        }
    }

    private void field(CardTemplate.Field field, Embed embed) {
        if (isShown("fields", field.when())) {
            embed.markdownField(
                    line("fields", field.name(), Embed.FIELD_NAME).orElse(""),
                    block("fields", field.value(), Embed.FIELD_VALUE),
                    isFilled(value("fields", field.inline())));
        }
    }

    /** The same for another input. */
    private TemplateRenderer at(JsonNode item) {
        return new TemplateRenderer(ExpressionInput.of(item), markdown);
    }

    boolean isShown(String part, @Nullable Expression when) {
        return when == null || isFilled(value(part, when));
    }

    private JsonNode value(String part, Expression expression) {
        try {
            return expression.of(input);
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
    private Optional<String> line(String part, TextTemplate template, int most) {
        int room = template.isOneValue() ? most : Math.min(most, IN_A_LINE);
        String text = written(part, template, value -> markdown.line(value, room));
        return Optional.of(template.isOneValue() ? text : UserText.line(text)).filter(line -> !line.isEmpty());
    }

    /** In as many lines as it has. */
    private String block(String part, TextTemplate template, int most) {
        String text = written(part, template, value -> markdown.text(value, most));
        return template.isOneValue() ? text : UserText.clean(text);
    }

    /** In one line, as Discord shows no markdown there. */
    Optional<String> plain(String part, TextTemplate template) {
        return Optional.of(UserText.line(written(part, template, TextTemplate::shown)))
                .filter(text -> !text.isEmpty());
    }

    /** What the event puts into an address is escaped where no address can hold it; an address of its own stays as it is. */
    Optional<String> address(String part, @Nullable TextTemplate template) {
        if (template == null) {
            return Optional.empty();
        }
        String address = template.isOneValue()
                ? written(part, template, TextTemplate::shown)
                : written(part, template, value -> inAddress(TextTemplate.shown(value)));
        return Optional.of(address.strip()).filter(text -> !text.isEmpty());
    }

    private static String inAddress(String value) {
        return NOT_IN_ADDRESSES
                .matcher(value)
                .replaceAll(match -> String.format("%%%02X", (int) match.group().charAt(0)));
    }

    private String written(String part, TextTemplate template, java.util.function.Function<JsonNode, String> written) {
        try {
            return template.of(input, written);
        } catch (ExpressionException e) {
            throw failed(part, e);
        }
    }

    private static IllegalArgumentException failed(String part, ExpressionException e) {
        return new IllegalArgumentException("the " + part + " of its card in gateway.yml " + e.reason(), e);
    }
}
