package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.ingest.answer.AccessLogAttributes;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.ingest.signature.CallerId;
import dev.gatewaysync.ingest.source.SourceCall;
import dev.gatewaysync.ingest.source.SourceRequestLog;
import dev.gatewaysync.ingest.webhook.Accepted;
import dev.gatewaysync.ingest.webhook.FormBody;
import dev.gatewaysync.ingest.webhook.IngestMetrics;
import dev.gatewaysync.ingest.webhook.IngestService;
import dev.gatewaysync.ingest.webhook.JsonBody;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import dev.gatewaysync.ingest.webhook.Receipt;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.service.settings.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes any provider's delivery: proves it, reads it, and stores what is news. News is known again by what the signed body
 * says, so that a recorded delivery is a repeat under any header; and by the name that the provider gave to the delivery.
 */
@Component
class ProviderWebhookService {
    /** Providers send whole repositories and deploys along with the news. */
    private static final int MAX_BODY = 1024 * 1024;

    /** The name alone says that it is the same news: what else is in the body may differ from try to try. */
    private static final String ANY_BODY = "any";

    private final Settings settings;
    private final RequestAuthenticator authenticator;
    private final IngestService ingestService;
    private final IngestMetrics metrics;
    private final SourceRequestLog requests;
    private final InstantSource clock;

    ProviderWebhookService(
            Settings settings,
            RequestAuthenticator authenticator,
            IngestService ingestService,
            IngestMetrics metrics,
            SourceRequestLog requests,
            InstantSource clock) {
        this.settings = settings;
        this.authenticator = authenticator;
        this.ingestService = ingestService;
        this.metrics = metrics;
        this.requests = requests;
        this.clock = clock;
    }

    ResponseEntity<byte[]> take(Provider provider, HttpServletRequest request) {
        ProviderSecrets secrets = ProviderSecrets.read(settings, provider.secretVariable());
        if (secrets.isEmpty()) {
            throw ApiException.of(
                    ProblemType.NOT_FOUND, "This endpoint is turned off: " + provider.secretVariable() + " is not set");
        }
        SourceCall call = new SourceCall(definition(provider, secrets), request, clock.instant());
        try {
            return take(provider, secrets, request, call);
        } catch (ApiException apiException) {
            metrics.count(
                    provider.source(),
                    IngestMetrics.UNKNOWN_TYPE,
                    apiException.reason().wireName());
            requests.add(call.refused(apiException, null));
            throw apiException;
        }
    }

    /** As the console lists it, beside the sources of {@code gateway.yml}. */
    private static SourceDefinition definition(Provider provider, ProviderSecrets secrets) {
        String name = provider.source().wireName();
        return new SourceDefinition(
                SourceRequests.ofPath(name), name, new SourceAuth.PresetSecret(secrets.joined()), null, List.of());
    }

    private ResponseEntity<byte[]> take(
            Provider provider, ProviderSecrets secrets, HttpServletRequest request, SourceCall call) {
        String name = provider.source().wireName();
        boolean isForm = provider.sendsForms() && FormBody.isForm(request);
        byte[] body = authenticator.admitProved(
                request,
                MAX_BODY,
                new CallerId("provider:" + name),
                isForm,
                bytes -> call.read(bytes, secrets.anyMatch(secret -> provider.proves(request, secret, bytes))));
        byte[] json = isForm ? FormBody.field(body, "payload") : body;
        if (!(JsonBody.parse(json) instanceof ObjectNode payload)) {
            throw ApiException.invalid(List.of(new Problem("", "must be an object")));
        }
        return switch (provider.read(request, payload)) {
            case ProviderDelivery.NoNews noNews -> {
                metrics.count(provider.source(), IngestMetrics.UNKNOWN_TYPE, "ignored");
                requests.add(call.ignored(noNews.why()));
                yield JsonResponses.json(200, new Ignored(true, noNews.why()));
            }
            case ProviderDelivery.News news -> {
                ParsedUpdate update = news.update();
                List<Delivery> deliveries = new ArrayList<>();
                deliveries.add(delivery(name + ":news", news.subject().orElseGet(() -> Sha256.hex(json))));
                news.key().ifPresent(key -> deliveries.add(delivery(name, key)));
                Accepted accepted = ingestService.accept(update, provider.source(), deliveries);
                metrics.count(provider.source(), update.type().wireName(), accepted.outcome());
                AccessLogAttributes.put(request, accepted.logNote(update.type()));
                requests.add(call.accepted(accepted, update.type(), news.rule()));
                yield JsonResponses.json(202, Receipt.of(accepted));
            }
        };
    }

    private static Delivery delivery(String scope, String value) {
        return new Delivery(new IdempotencyKey(scope, value), ANY_BODY);
    }

    record Ignored(boolean success, String ignored) {}
}
