package dev.gatewaysync.ingest.query;

import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchema;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.webhook.AcceptedTypes;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /openapi.json}: what there is, with the very schemas that events are checked against. */
@RestController
class OpenApiController {
    private final RequestAuthenticator authenticator;
    private final AcceptedTypes types;

    OpenApiController(RequestAuthenticator authenticator, AcceptedTypes types) {
        this.authenticator = authenticator;
        this.types = types;
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        authenticator.admitAnyoneHere(request);
        return JsonResponses.json(200, assemble());
    }

    private ObjectNode assemble() {
        ObjectNode document = read();
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        ArrayNode names = (ArrayNode) schemas.at("/Update/properties/type/enum");
        ArrayNode variants = ((ObjectNode) schemas.path("Update")).putArray("oneOf");
        for (BuiltInType type : AcceptedTypes.BUILT_IN) {
            add(type, EventSchemas.of(type), names, schemas, variants);
        }
        for (TypeDefinition own : types.own()) {
            add(own.type(), own.schema(), names, schemas, variants);
        }
        return document;
    }

    private static void add(
            EventType type, EventSchema schema, ArrayNode names, ObjectNode schemas, ArrayNode variants) {
        String name = type.wireName();
        names.add(name);
        schemas.set(name, EventJson.mapper().readTree(schema.document()));
        ObjectNode properties = variants.addObject().putObject("properties");
        properties.putObject("type").put("const", name);
        properties.putObject("data").put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode read() {
        try (InputStream in = OpenApiController.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("The resource openapi.json is missing");
            }
            return (ObjectNode) EventJson.mapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
