package dev.gatewaysync.config.read;

import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.ExpressionException;
import dev.gatewaysync.config.expression.TextTemplate;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A mapping of the file whose shape has been checked, and what its values mean. */
final class Section {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private static final int SHORT = 16;

    private static final Pattern ID = Pattern.compile("\\d{1,20}");

    private final JsonNode node;
    private final String pointer;
    private final Problems problems;
    private final Variables variables;

    Section(JsonNode node, String pointer, Problems problems, Variables variables) {
        this.node = node;
        this.pointer = pointer;
        this.problems = problems;
        this.variables = variables;
    }

    /** The mappings below a key, by their names. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        node.path(key).propertyNames().forEach(name -> sections.add(section(key).section(name)));
        return sections;
    }

    /** The mappings of a list. */
    List<Section> items(String key) {
        List<Section> items = new ArrayList<>();
        for (int i = 0; i < node.path(key).size(); i++) {
            items.add(new Section(node.path(key).get(i), pointer + "/" + key + "/" + i, problems, variables));
        }
        return items;
    }

    Section section(String key) {
        return new Section(node.path(key), at(key), problems, variables);
    }

    List<String> keys() {
        return List.copyOf(node.propertyNames());
    }

    boolean has(String key) {
        return !node.path(key).isMissingNode() && !node.path(key).isNull();
    }

    JsonNode node(String key) {
        return node.path(key);
    }

    /** The key under which it stands. */
    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    boolean isSound() {
        return problems.isSound(pointer);
    }

    boolean isSound(String key) {
        return problems.isSound(at(key));
    }

    void problem(String message) {
        problems.at(pointer, message);
    }

    void problem(String key, String message) {
        problems.at(at(key), message);
    }

    /** Something that is no mistake and probably not meant. */
    void note(String key, String message) {
        problems.note(at(key), message);
    }

    void problemWithKey(String message) {
        problems.atKey(pointer, message);
    }

    @Nullable
    String text(String key) {
        return has(key) ? node.path(key).asString() : null;
    }

    boolean flag(String key) {
        return node.path(key).asBoolean(false);
    }

    /** Null where nothing is said. */
    @Nullable
    Boolean choice(String key) {
        return has(key) ? flag(key) : null;
    }

    List<String> texts(String key) {
        return node.path(key).valueStream().map(JsonNode::asString).toList();
    }

    /** A text with {@code ${NAME}} replaced by what that is set to. */
    @Nullable
    String resolved(String key) {
        String text = text(key);
        if (text == null) {
            return null;
        }
        StringBuilder out = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(text);
        while (matcher.find()) {
            String name = matcher.group(1);
            String value = variables.value(name).orElse("");
            if (value.isEmpty()) {
                problems.at(at(key), matcher.start(), name + " is not set, neither in the environment nor in .env");
            }
            matcher.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return matcher.appendTail(out).toString();
    }

    /** As {@link #resolved}, of an id of Discord. */
    @Nullable
    String id(String key) {
        String id = resolved(key);
        if (id == null || ID.matcher(id.strip()).matches()) {
            return id == null ? null : id.strip();
        }
        if (!id.isEmpty()) {
            problem(key, "is set to what is no id of Discord, such as 123456789012345678");
        }
        return null;
    }

    /** As {@link #resolved}, of what must not stand in the file itself. */
    @Nullable
    String secret(String key, String example) {
        String text = text(key);
        if (text != null && !VARIABLE.matcher(text).find()) {
            problem(
                    key,
                    "is a secret and must not stand in this file: put it into .env and write " + key + ": \"${"
                            + example + "}\"");
            return null;
        }
        String secret = resolved(key);
        if (secret != null && !secret.isEmpty() && secret.length() < SHORT) {
            problems.note(at(key), "is set to a secret of less than " + SHORT + " characters, which can be guessed");
        }
        return secret;
    }

    @Nullable
    Expression expression(String key) {
        return has(key) ? expression(key, node.path(key).asString()) : null;
    }

    @Nullable
    Expression expression(String key, String source) {
        try {
            Expression expression = Expression.of(source);
            problems.written(at(key), source, List.of(expression));
            return expression;
        } catch (ExpressionException e) {
            problems.at(at(key), e.position(), ExpressionMistake.said(source, e));
            return null;
        }
    }

    /** A text of a card, which everybody may read. */
    @Nullable
    TextTemplate cardTemplate(String key) {
        if (!has(key)) {
            return null;
        }
        String text = node.path(key).asString();
        Matcher variable = VARIABLE.matcher(text);
        if (variable.find()) {
            problems.at(
                    at(key),
                    variable.start(),
                    variable.group()
                            + " would be shown to everybody; variables are for targets, auth and the catalogue");
            return null;
        }
        return template(key, text, TextTemplate::ofCard);
    }

    /** A text with expressions, in which variables are replaced first. */
    @Nullable
    TextTemplate resolvedTemplate(String key) {
        String text = resolved(key);
        return text == null ? null : template(key, text, TextTemplate::of);
    }

    private @Nullable TextTemplate template(String key, String text, Function<String, TextTemplate> reader) {
        try {
            TextTemplate template = reader.apply(text);
            problems.written(at(key), text, template.expressions());
            return template;
        } catch (ExpressionException e) {
            problems.at(at(key), e.position(), "has an expression that cannot be read: " + e.reason());
            return null;
        }
    }

    LocalTime time(String key) {
        return LocalTime.parse(node.path(key).asString());
    }

    ZoneId zone() {
        String zone = text("zone");
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            problem(
                    "zone",
                    "'" + zone + "' is no time zone"
                            + ConfigSchema.nearest(zone, List.copyOf(ZoneId.getAvailableZoneIds()))
                            + "; such as Europe/Berlin");
            return ZoneOffset.UTC;
        }
    }

    private String at(String key) {
        return pointer + "/" + ConfigSchema.escaped(key);
    }
}
