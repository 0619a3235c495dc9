package dev.gatewaysync.specification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.simulator.traffic.Exchange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** With a document of its own, in the forms that Discord's uses. */
class SpecificationTest {

    private static final String DOCUMENT = """
            {
              "openapi": "3.1.0",
              "paths": {
                "/notes/{note_id}": {
                  "parameters": [{"name": "note_id", "in": "path", "schema": {"$ref": "#/components/schemas/Id"}}],
                  "put": {
                    "parameters": [{"name": "wait", "in": "query", "schema": {"type": "boolean"}},
                                   {"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": 100}}],
                    "requestBody": {"required": true, "content": {
                      "application/json": {"schema": {"$ref": "#/components/schemas/Note"}},
                      "multipart/form-data": {"schema": {"allOf": [{"$ref": "#/components/schemas/Note"},
                        {"type": "object", "properties": {"file": {"type": "string"}}}]}}}},
                    "responses": {
                      "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Note"}}}},
                      "204": {"description": "nothing"},
                      "429": {"$ref": "#/components/responses/Slow"},
                      "4XX": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
                    }
                  }
                },
                "/notes/@original": {"get": {"responses": {"204": {"description": "nothing"}}}}
              },
              "components": {
                "schemas": {
                  "Id": {"type": "string", "pattern": "^[1-9][0-9]*$"},
                  "Note": {"type": "object", "required": ["text"], "properties": {
                    "text": {"type": "string", "maxLength": 5},
                    "parts": {"type": "array", "items": {"$ref": "#/components/schemas/Part"}}}},
                  "Part": {"type": "object", "properties": {"name": {"type": "string"}}},
                  "Error": {"type": "object", "required": ["code"], "properties": {"code": {"type": "integer"}}},
                  "SlowError": {"type": "object", "allOf": [{"$ref": "#/components/schemas/Error"},
                    {"type": "object", "required": ["retry_after"], "properties": {"retry_after": {"type": "number"}}}]}
                },
                "responses": {
                  "Slow": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/SlowError"}}}}
                }
              }
            }""";

    private final Specification specification =
            new Specification((ObjectNode) JsonMapper.builder().build().readTree(DOCUMENT));

    @Test
    void a_request_as_documented_has_no_problem() {
        assertThat(request("/notes/7", Map.of("wait", "true", "limit", "100"), "{\"text\":\"abc\"}"))
                .isEmpty();
    }

    @Test
    void an_unknown_path_method_or_parameter_is_named() {
        assertThat(request("/nothing", Map.of(), "")).containsExactly("no such path: /nothing");
        assertThat(specification.problemsOfRequest("POST", "/notes/7", Map.of(), new byte[0]))
                .containsExactly("no such path: /notes/7");
        assertThat(request("/notes/7", Map.of("thread", "1"), "{\"text\":\"\"}"))
                .containsExactly("query has no parameter thread");
        assertThat(request("/notes/0", Map.of("limit", "101"), "{\"text\":\"\"}"))
                .containsExactlyInAnyOrder("path note_id: / pattern", "query limit: / type \"integer\"");
    }

    @Test
    void a_body_is_checked_down_to_fields_that_nobody_reads() {
        assertThat(request("/notes/7", Map.of(), "")).containsExactly("body is missing");
        assertThat(request("/notes/7", Map.of(), "{")).containsExactly("is no JSON");
        assertThat(request("/notes/7", Map.of(), "{\"text\":\"a\",\"txt\":1}"))
                .containsExactly("/ additionalProperties txt");
        assertThat(request("/notes/7", Map.of(), "{\"text\":\"abcdef\",\"parts\":[{\"nam\":\"x\"}]}"))
                .containsExactlyInAnyOrder("/text maxLength", "/parts/0 additionalProperties nam");
    }

    @Test
    void an_answer_is_checked_by_its_status() {
        assertThat(answer(200, "{\"text\":\"a\"}")).isEmpty();
        assertThat(answer(200, "{}")).containsExactly("/ required text");
        assertThat(answer(204, "")).isEmpty();
        assertThat(answer(204, "{}")).containsExactly("status 204 has no body");
        assertThat(answer(201, "{}")).containsExactly("status 201 is not among the answers");
        assertThat(answer(404, "{\"code\":1}")).isEmpty();
        assertThat(answer(429, "{\"code\":1,\"retry_after\":0.5}")).isEmpty();
        assertThat(answer(429, "{\"code\":1}")).containsExactly("/ required retry_after");
        assertThat(answer(429, "{\"code\":1,\"retry_after\":0.5,\"retry\":1}"))
                .containsExactly("/ unevaluatedProperties retry");
    }

    @Test
    void of_two_templates_the_one_that_spells_the_path_out_is_meant() {
        assertThat(specification.nameOf("GET", "/notes/@original")).isEqualTo("GET /notes/@original");
    }

    @Test
    void what_is_found_is_written_once_and_what_a_test_planned_is_not_blamed(@TempDir Path folder) throws Exception {
        var differences = new DocumentedDifferences("answer\tPUT /notes/.*\t/ required text\twritten for this test");
        var check = new SpecificationCheck(specification, differences, new SpecificationReport(folder));
        for (int part = 0; part < 3; part++) {
            check.check(exchange("{\"text\":\"a\",\"parts\":[{},{\"nam\":\"x\"}]}", "{}", false));
        }
        check.check(exchange("{\"text\":\"a\"}", "<html>", true));
        check.finish();
        try (var files = Files.list(folder)) {
            assertThat(Files.readAllLines(files.findFirst().orElseThrow()))
                    .containsExactly(
                            "violation request PUT /notes/{note_id}: /parts/1 additionalProperties nam",
                            "checked 4 3 of 0");
        }
    }

    @Test
    void a_difference_names_its_source() {
        assertThatThrownBy(() -> new DocumentedDifferences("answer\t.*\t.*\t"))
                .hasMessageContaining("the last its source");
        assertThat(DocumentedDifferences.load().cover("request", "GET /nothing", "is no JSON"))
                .isFalse();
    }

    private static Exchange exchange(String body, String answer, boolean planned) {
        return new Exchange("PUT", "/notes/7", Map.of(), body.getBytes(StandardCharsets.UTF_8), 200, answer, planned);
    }

    private List<String> request(String path, Map<String, String> query, String body) {
        return specification.problemsOfRequest("PUT", path, query, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> answer(int status, String body) {
        return specification.problemsOfAnswer("PUT", "/notes/7", status, body);
    }
}
