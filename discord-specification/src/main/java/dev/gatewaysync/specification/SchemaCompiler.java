package dev.gatewaysync.specification;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes checks of the document's schemas. A field that a schema does not name is a problem too: Discord passes over
 * those in silence, and a misspelt one would look as if it worked.
 */
final class SchemaCompiler {

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode document;

    SchemaCompiler(ObjectNode document) {
        this.document = document;
        var combined = new HashSet<String>();
        // Not in the paths: there whole bodies are combined with the files of a form, which nobody here sends.
        findCombined(document.path("components"), combined);
        close(document, combined, false);
    }

    /** Parts of an {@code allOf} know only their own fields. */
    private static void findCombined(JsonNode node, Set<String> found) {
        node.path("allOf").forEach(part -> found.add(part.path("$ref").asString("")));
        node.forEach(child -> findCombined(child, found));
    }

    private void close(JsonNode node, Set<String> combined, boolean part) {
        if (node instanceof ObjectNode schema && !part && !schema.has("additionalProperties")) {
            if (schema.has("allOf") && schema.path("type").asString("").equals("object")) {
                schema.put("unevaluatedProperties", false);
            } else if (schema.path("properties").isObject()) {
                schema.put("additionalProperties", false);
            }
        }
        node.properties().forEach(field -> {
            boolean combinedSchema = combined.contains("#/components/schemas/" + field.getKey());
            if (field.getKey().equals("allOf")) {
                field.getValue().forEach(member -> close(member, combined, true));
            } else {
                close(field.getValue(), combined, combinedSchema);
            }
        });
        if (node instanceof ArrayNode items) {
            items.forEach(item -> close(item, combined, false));
        }
    }

    CompiledSchema compile(JsonNode schema) {
        var whole = ((ObjectNode) schema).deepCopy();
        // References lead from the root of the document: each schema brings its own root.
        whole.set("components", document.path("components"));
        return new CompiledSchema(registry.getSchema(whole));
    }

    /** Parameters are named outright or by reference, for the path or for one method of it. */
    ArrayNode parameters(JsonNode... lists) {
        var all = JsonNodeFactory.instance.arrayNode();
        for (var list : lists) {
            list.forEach(parameter -> all.add(resolve(parameter)));
        }
        return all;
    }

    JsonNode resolve(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
