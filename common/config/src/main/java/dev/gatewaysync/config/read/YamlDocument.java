package dev.gatewaysync.config.read;

import dev.gatewaysync.config.ConfigProblem;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A YAML text as a JSON tree of which every value's place is known. Bare words are read as YAML 1.2 does ({@code on} and
 * {@code no} are texts), and a key that stands twice is a mistake.
 */
final class YamlDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,30}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,30}\\.\\d{1,30}");
    private static final int LARGEST = 1_000_000;

    private final JsonNode root;
    private final Map<String, Node> values = new HashMap<>();
    private final Map<String, Node> keys = new HashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlDocument(@Nullable Node root) {
        this.root = root == null ? JSON.objectNode() : json(root, "");
    }

    /** @throws NotYamlException saying where it is none */
    static YamlDocument of(String text) throws NotYamlException {
        try {
            return new YamlDocument(compose(text));
        } catch (YAMLException strict) {
            try {
                return new YamlDocument(compose(FlowText.quoted(text)));
            } catch (YAMLException e) {
                // What quotes have mended is not what is wrong.
                boolean isMended = problem(e).line() > problem(strict).line();
                throw isMended ? new NotYamlException(problem(e), e) : new NotYamlException(problem(strict), strict);
            }
        }
    }

    private static @Nullable Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setMaxAliasesForCollections(50);
        options.setNestingDepthLimit(40);
        options.setAllowRecursiveKeys(false);
        return new Yaml(options).compose(new StringReader(text));
    }

    private static ConfigProblem problem(YAMLException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = YamlMistake.place(marked);
            return new ConfigProblem(
                    mark.getLine() + 1, mark.getColumn() + 1, "is no YAML: " + YamlMistake.said(marked));
        }
        return new ConfigProblem(1, 1, "is no YAML: " + e.getMessage());
    }

    JsonNode root() {
        return root;
    }

    /** What the text itself has wrong: keys that stand twice. */
    List<ConfigProblem> problems() {
        return problems;
    }

    /** @param pointer as of RFC 6901; the place of its nearest ancestor if there is no such value */
    ConfigProblem at(String pointer, String message) {
        return at(Objects.requireNonNull(nearest(values, pointer)).getStartMark(), 0, message);
    }

    ConfigProblem atKey(String pointer, String message) {
        Node key = keys.get(pointer);
        return key == null ? at(pointer, message) : at(key.getStartMark(), 0, message);
    }

    /** @param offset within the text that stands there, in characters; below 0 for its beginning */
    ConfigProblem at(String pointer, int offset, String message) {
        Node node = nearest(values, pointer);
        if (offset < 0 || !(node instanceof ScalarNode scalar)) {
            return at(pointer, message);
        }
        boolean isOneLine =
                scalar.getStartMark().getLine() == scalar.getEndMark().getLine();
        boolean isQuoted = scalar.getScalarStyle() != ScalarStyle.PLAIN;
        return isOneLine ? at(scalar.getStartMark(), offset + (isQuoted ? 1 : 0), message) : at(pointer, message);
    }

    private static ConfigProblem at(Mark mark, int offset, String message) {
        return new ConfigProblem(mark.getLine() + 1, mark.getColumn() + 1 + offset, message);
    }

    private static @Nullable Node nearest(Map<String, Node> places, String pointer) {
        String at = pointer;
        while (!places.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return places.get(at);
    }

    private JsonNode json(Node node, String pointer) {
        values.put(pointer, node);
        if (!(node instanceof ScalarNode) && !seen.add(node)) {
            problems.add(at(node.getStartMark(), 0, "is used again by an alias; write it out where it is meant"));
            return JSON.nullNode();
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (int i = 0; i < sequence.getValue().size(); i++) {
                array.add(json(sequence.getValue().get(i), pointer + "/" + i));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(at(
                        entry.getKeyNode().getStartMark(),
                        0,
                        "a key must be a text; a text that begins with { needs quotes"));
                continue;
            }
            String name = key.getValue();
            String child = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            if (object.has(name)) {
                problems.add(at(key.getStartMark(), 0, "'" + name + "' stands here a second time"));
                continue;
            }
            keys.put(child, key);
            object.set(name, json(entry.getValueNode(), child));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode node) {
        String value = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return JSON.stringNode(value);
        }
        if (WHOLE.matcher(value).matches()) {
            return JSON.numberNode(new BigInteger(value.replace("+", "")));
        }
        if (DECIMAL.matcher(value).matches()) {
            return JSON.numberNode(new BigDecimal(value));
        }
        return switch (value) {
            case "true", "True", "TRUE" -> JSON.booleanNode(true);
            case "false", "False", "FALSE" -> JSON.booleanNode(false);
            case "", "~", "null", "Null", "NULL" -> JSON.nullNode();
            default -> JSON.stringNode(value);
        };
    }
}
