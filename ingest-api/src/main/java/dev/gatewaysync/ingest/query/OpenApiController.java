package dev.gatewaysync.ingest.query;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
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
    private final ObjectNode document = assemble();

    OpenApiController(RequestAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    @GetMapping("/openapi.json")
    ResponseEntity<byte[]> document(HttpServletRequest request) {
        authenticator.admitAnyoneHere(request);
        return JsonResponses.json(200, document);
    }

    private static ObjectNode assemble() {
        ObjectNode document = read();
        ObjectNode schemas = (ObjectNode) document.at("/components/schemas");
        ArrayNode types = (ArrayNode) schemas.at("/Update/properties/type/enum");
        ArrayNode variants = ((ObjectNode) schemas.path("Update")).putArray("oneOf");
        for (BuiltInType type : AcceptedTypes.ALL) {
            String name = type.wireName();
            types.add(name);
            schemas.set(name, EventJson.mapper().readTree(EventSchemas.document(type)));
            ObjectNode properties = variants.addObject().putObject("properties");
            properties.putObject("type").put("const", name);
            properties.putObject("data").put("$ref", "#/components/schemas/" + name);
        }
        return document;
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
