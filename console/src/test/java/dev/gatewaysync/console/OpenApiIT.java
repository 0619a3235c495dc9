package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.testkit.Infra;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

class OpenApiIT {
    private static final String BASE = "/api/v1";

    @Test
    void every_request_that_is_answered_is_described_and_no_other() {
        try (RunningConsole console = RunningConsole.start(Infra.start().wiped().settings())) {
            Set<String> answered = new TreeSet<>();
            console.bean(RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .keySet()
                    .forEach(mapping -> mapping.getPatternValues().stream()
                            .filter(path -> path.startsWith(BASE))
                            .forEach(path -> mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> answered.add(method + " " + path.substring(BASE.length())))));
            Set<String> described = new TreeSet<>();
            JsonNode document = console.api("/openapi.json");
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .propertyNames()
                            .forEach(method ->
                                    described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
            assertThat(described).isEqualTo(answered);
        }
    }
}
