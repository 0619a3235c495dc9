package dev.gatewaysync.config.read;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.EventInput;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.config.expression.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Names in cards and conditions that nothing has. They are no mistake, for senders may send more than a type says; and a card with an
 * empty line and a route that never matches are seen only after the event.
 */
final class UnknownNames {
    private static final String DATA = "data";

    private final JsonNode root;
    private final GatewayConfig config;
    private final Problems problems;
    private final List<ConfigProblem> notes = new ArrayList<>();

    private UnknownNames(JsonNode root, GatewayConfig config, Problems problems) {
        this.root = root;
        this.config = config;
        this.problems = problems;
    }

    /** From the top. */
    static List<ConfigProblem> in(JsonNode root, GatewayConfig config, Problems problems) {
        UnknownNames names = new UnknownNames(root, config, problems);
        problems.expressions().forEach(names::look);
        names.ofSources();
        return names.notes.stream()
                .distinct()
                .sorted(Comparator.comparingInt(ConfigProblem::line).thenComparingInt(ConfigProblem::column))
                .toList();
    }

    private void look(Problems.Written written) {
        String[] place = written.pointer().substring(1).split("/");
        if (place[0].equals("cards") && !isOfAPart(place)) {
            ofCard(written, place[1]);
        } else if (place[0].equals("routes")) {
            written.expressions().forEach(condition -> ofRoute(written, condition));
        } else if (place[0].equals("sources") && root.at(written.pointer()).isString()) {
            // An object of expressions is one, too, and each of its own has been looked at where it stands.
            notes.addAll(SourceNames.in(written, problems));
        }
    }

    /** A line of a list, and a field for each of one, see one of them. */
    private boolean isOfAPart(String[] place) {
        for (int i = 2; i < place.length - 1; i++) {
            boolean isLine = place[i].equals("list") && (place[i + 1].equals("item") || place[i + 1].equals("more"));
            if (isLine || place[i].equals("fields") && i + 2 < place.length && !place[i + 2].equals("each")) {
                return isLine
                        || root.at("/" + String.join("/", List.of(place).subList(0, i + 2)))
                                .has("each");
            }
        }
        return false;
    }

    private void ofCard(Problems.Written written, String type) {
        fieldsOf(type).ifPresent(fields -> {
            Set<String> known = new HashSet<>(fields);
            known.addAll(EventInput.ENVELOPE);
            known.addAll(List.of("story", "cardUrl", "isReply"));
            for (Expression expression : written.expressions()) {
                for (List<String> path : expression.paths()) {
                    String name = path.getFirst();
                    if (name.equals(DATA)
                            && path.size() > 1
                            && fields.contains(path.get(1))
                            && !fields.contains(DATA)) {
                        note(written, DATA, "a card sees the fields themselves: write " + path.get(1));
                    } else if (!known.contains(name)) {
                        note(
                                written,
                                name,
                                isNoField(name, List.of(type), fields) + "; it is empty unless a sender sends it");
                    }
                }
            }
        });
    }

    private void ofRoute(Problems.Written written, Expression condition) {
        List<String> types = TypeNames.all(new Section(root, "", problems, name -> Optional.empty()));
        for (String type : condition.comparedWith("type")) {
            if (!types.contains(type)) {
                note(
                        written,
                        type,
                        "'" + type + "' is no type" + ConfigSchema.nearest(type, types) + "; no event has it");
            }
        }
        Set<String> compared = condition.only("type");
        Set<String> fields = new HashSet<>();
        boolean areKnown = !compared.isEmpty();
        for (String type : compared) {
            Optional<List<String>> known = fieldsOf(type);
            known.ifPresent(fields::addAll);
            areKnown &= known.isPresent();
        }
        for (List<String> path : condition.paths()) {
            String name = path.getFirst();
            if (name.equals(DATA)) {
                if (areKnown && path.size() > 1 && !fields.contains(path.get(1))) {
                    note(written, path.get(1), isNoField(path.get(1), compared, fields));
                }
            } else if (!EventInput.ENVELOPE.contains(name)) {
                note(
                        written,
                        name,
                        "'" + name + "' is nothing that an event has: fields stand below data, as data." + name
                                + "; beside them are " + String.join(", ", EventInput.ENVELOPE));
            }
        }
    }

    /** What a rule makes, where it says it field by field. */
    private void ofSources() {
        root.path("sources").properties().forEach(source -> {
            JsonNode events = source.getValue().path("events");
            for (int i = 0; i < events.size(); i++) {
                ofRule("/sources/" + ConfigSchema.escaped(source.getKey()) + "/events/" + i, events.get(i));
            }
        });
    }

    private void ofRule(String pointer, JsonNode rule) {
        JsonNode data = rule.path("data");
        String type = rule.path("type").asString("");
        fieldsOf(type).filter(fields -> data.isObject()).ifPresent(fields -> {
            for (String key : data.propertyNames()) {
                if (!fields.contains(key)) {
                    problems.noteKey(
                            pointer + "/data/" + ConfigSchema.escaped(key), isNoField(key, List.of(type), fields));
                }
            }
        });
        config.type(type).filter(own -> data.isObject()).ifPresent(own -> {
            for (JsonNode required : own.schema().node().path("required")) {
                if (!data.has(required.asString())) {
                    problems.note(
                            pointer + "/data",
                            "has no " + required.asString() + ", and no " + type + " is taken without it");
                }
            }
        });
    }

    private static String isNoField(String name, Iterable<String> types, Iterable<String> fields) {
        List<String> known = new ArrayList<>();
        fields.forEach(known::add);
        return "'" + name + "' is no field of " + String.join(" or ", types) + ConfigSchema.nearest(name, known);
    }

    /** Empty if the type is not the community's own, or says more than the names of its fields. */
    private Optional<List<String>> fieldsOf(String type) {
        return Optional.ofNullable(config.types().get(type))
                .map(TypeDefinition::schema)
                .map(schema -> schema.node())
                .filter(schema -> schema.path("properties").isObject()
                        && Stream.of("allOf", "anyOf", "oneOf", "if", "$ref", "patternProperties")
                                .noneMatch(schema::has))
                .map(schema -> List.copyOf(schema.path("properties").propertyNames()));
    }

    private void note(Problems.Written written, String name, String message) {
        notes.add(problems.note(written, name, message));
    }
}
