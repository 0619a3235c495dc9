package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.config.source.SourceMapping;
import dev.gatewaysync.config.source.SourceOutcome;
import dev.gatewaysync.config.source.SourcePreset;
import dev.gatewaysync.config.source.SourceRequest;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the preset of a provider makes of a delivery. The payload is kept beside the event, under the provider's name, without
 * what nobody may keep.
 */
final class PresetReading {
    private PresetReading() {}

    /** @throws ApiException if the rules can make nothing of it */
    static ProviderDelivery of(Source provider, HttpServletRequest request, ObjectNode payload) {
        SourcePreset preset = SourcePreset.named(provider.wireName()).orElseThrow();
        ObjectNode kept = (ObjectNode) preset.withoutSecrets(payload);
        SourceOutcome outcome =
                SourceMapping.ofPreset(preset.name()).of(new SourceRequest(kept, headers(request), Map.of()));
        return switch (outcome) {
            case SourceOutcome.Ignored ignored -> new ProviderDelivery.NoNews(ignored.why());
            case SourceOutcome.Refused refused -> throw ApiException.invalid(refused.problems());
            case SourceOutcome.Event event -> {
                ObjectNode extra = EventJson.mapper().createObjectNode();
                extra.set(provider.wireName(), TextSanitizer.kept(kept));
                yield new ProviderDelivery.News(
                        new ParsedUpdate(event.type(), event.data(), null, event.timestamp(), extra),
                        Optional.ofNullable(event.about()).filter(about -> !about.isEmpty()),
                        Optional.ofNullable(event.key()),
                        event.rule());
            }
        };
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, request.getHeader(name));
        }
        return headers;
    }
}
