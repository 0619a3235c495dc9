package dev.gatewaysync.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.testkit.Infra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiIT {
    private static RunningIngest ingest;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        ingest = RunningIngest.start(Infra.start().wiped().settings(), Map.of());
        document = ingest.send(ingest.request("/openapi.json").GET()).json();
    }

    @AfterAll
    static void stop() {
        ingest.close();
    }

    @Test
    void it_describes_every_endpoint_and_no_other() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> described.add(method.toUpperCase() + " " + path.getKey())));
        Set<String> served = new TreeSet<>();
        ingest.bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (String path : mapping.getPatternValues()) {
                        mapping.getMethodsCondition().getMethods().forEach(method -> served.add(method + " " + path));
                    }
                });
        assertThat(described).isEqualTo(served);
    }

    /** With {@code -Dopenapi.write=true} it is written instead. */
    @Test
    void it_is_the_one_in_the_documentation() throws IOException {
        Path file = Path.of("..", "docs", "openapi.json");
        String text = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(file, text);
        }
        assertThat(Files.readString(file))
                .as("docs/openapi.json; run this test with -Dopenapi.write=true to write it")
                .isEqualTo(text);
    }

    @Test
    void every_reference_leads_somewhere() {
        Set<String> references = new HashSet<>();
        document.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void each_type_has_the_schema_it_is_checked_against() {
        for (BuiltInType type : BuiltInType.values()) {
            JsonNode schema = document.at("/components/schemas/" + type);
            if (type.origin() == BuiltInType.Origin.MAIN_APP) {
                assertThat(schema).isEqualTo(EventJson.mapper().readTree(EventSchemas.document(type)));
            } else {
                assertThat(schema.isMissingNode()).isTrue();
            }
        }
    }

    @Test
    void answers_have_the_fields_it_says() {
        assertFields("Health", ingest.send(ingest.request("/health").GET()).json());
        assertFields("Statistics", ingest.send(ingest.request("/stats").GET()).json());
        assertFields(
                "Receipt",
                ingest.update(EventSchemas.sample(BuiltInType.BUG_FIXED)).json());
        assertFields("Problem", ingest.update("{}").json());
    }

    private static void assertFields(String schema, JsonNode answer) {
        JsonNode described = document.at("/components/schemas/" + schema);
        described
                .path("required")
                .forEach(field -> assertThat(answer.has(field.asString()))
                        .as(field.asString())
                        .isTrue());
        assertThat(described.path("properties").propertyNames()).containsAll(answer.propertyNames());
    }
}
