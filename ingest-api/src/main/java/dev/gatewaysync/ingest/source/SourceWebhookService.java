package dev.gatewaysync.ingest.source;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.source.SourceMapping;
import dev.gatewaysync.config.source.SourceOutcome;
import dev.gatewaysync.config.source.SourceRequest;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.ingest.answer.AccessLogAttributes;
import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.JsonResponses;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.ingest.idempotency.Delivery;
import dev.gatewaysync.ingest.idempotency.IdempotencyKey;
import dev.gatewaysync.ingest.signature.CallerId;
import dev.gatewaysync.ingest.webhook.Accepted;
import dev.gatewaysync.ingest.webhook.FormBody;
import dev.gatewaysync.ingest.webhook.IngestMetrics;
import dev.gatewaysync.ingest.webhook.IngestService;
import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import dev.gatewaysync.ingest.webhook.Receipt;
import dev.gatewaysync.ingest.webhook.RequestAuthenticator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes a request to a source: proves it, makes what its rules say of it, and stores what is an event. */
@Component
class SourceWebhookService {
    private static final int MAX_BODY = 256 * 1024;

    /** Well-known senders send whole projects and errors along. */
    private static final int MAX_PRESET_BODY = 1024 * 1024;

    /** As long as all expressions of one request may take. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** Of a well-known sender the name alone says that it is the same news: what else is in the body may differ. */
    private static final String ANY_BODY = "any";

    private final Supplier<GatewayConfig> config;
    private final RequestAuthenticator authenticator;
    private final IngestService ingestService;
    private final IngestMetrics metrics;
    private final SourceRequestLog requests;
    private final InstantSource clock;
    private final EvaluationTurns turns = new EvaluationTurns(LONGEST_WAIT);

    SourceWebhookService(
            Supplier<GatewayConfig> config,
            RequestAuthenticator authenticator,
            IngestService ingestService,
            IngestMetrics metrics,
            SourceRequestLog requests,
            InstantSource clock) {
        this.config = config;
        this.authenticator = authenticator;
        this.ingestService = ingestService;
        this.metrics = metrics;
        this.requests = requests;
        this.clock = clock;
        config.get().sources().keySet().forEach(name -> metrics.announce(new Source(name)));
    }

    ResponseEntity<byte[]> take(String name, HttpServletRequest request) {
        GatewayConfig current = config.get();
        Optional<SourceDefinition> source = current.source(name);
        if (source.isEmpty()) {
            authenticator.admitAnyone(request);
            throw ApiException.of(ProblemType.NOT_FOUND, "This source is not configured");
        }
        SourceCall call = new SourceCall(source.get(), request, clock.instant());
        try {
            return take(current, call);
        } catch (ApiException refusal) {
            metrics.count(
                    new Source(name),
                    IngestMetrics.UNKNOWN_TYPE,
                    refusal.reason().wireName());
            boolean isUnproved = refusal.reason() == ProblemType.UNAUTHORIZED;
            requests.add(call.refused(refusal, isUnproved ? MissingProof.why(source.get(), request) : null));
            throw refusal;
        }
    }

    private ResponseEntity<byte[]> take(GatewayConfig current, SourceCall call) {
        SourceDefinition source = call.source();
        HttpServletRequest request = call.request();
        SourceProof proof = new SourceProof(source);
        byte[] body = authenticator.admitProved(
                request,
                source.preset() == null ? MAX_BODY : MAX_PRESET_BODY,
                new CallerId("source:" + source.name()),
                FormBody.isForm(request),
                read -> call.read(read, proof.isIn(request, read, call.at())));
        SourceRequest input = SourceBody.read(request, body);
        SourceOutcome outcome = turns.inTurn(source.name(), () -> new SourceMapping(current, source).of(input));
        return switch (outcome) {
            case SourceOutcome.Refused refused -> throw ApiException.invalid(refused.problems());
            case SourceOutcome.Ignored ignored -> {
                metrics.count(new Source(source.name()), IngestMetrics.UNKNOWN_TYPE, "ignored");
                requests.add(call.ignored(ignored.why()));
                yield JsonResponses.json(200, new Ignored(true, ignored.why()));
            }
            case SourceOutcome.Event event -> {
                Accepted accepted = store(call, event, body);
                metrics.count(new Source(source.name()), event.type().wireName(), accepted.outcome());
                AccessLogAttributes.put(request, accepted.logNote(event.type()));
                requests.add(call.accepted(accepted, event.type(), how(call, event)));
                yield JsonResponses.json(202, Receipt.of(accepted));
            }
        };
    }

    private Accepted store(SourceCall call, SourceOutcome.Event event, byte[] body) {
        SourceDefinition source = call.source();
        ParsedUpdate update = new ParsedUpdate(event.type(), event.data(), null, event.timestamp(), null);
        String scope = "source:" + source.name();
        List<Delivery> deliveries = new ArrayList<>();
        String about = event.about();
        if (about != null) {
            String known = about.isEmpty() ? Sha256.hex(body) : about;
            deliveries.add(new Delivery(new IdempotencyKey(scope + ":about", known), ANY_BODY));
        }
        key(call, event)
                .map(key -> new Delivery(
                        new IdempotencyKey(scope, key), source.preset() == null ? Sha256.hex(body) : ANY_BODY))
                .ifPresent(deliveries::add);
        return ingestService.accept(update, new Source(source.name()), deliveries);
    }

    /** With what is missing where its name is said and this request has none: else only the second event of a repeat would tell. */
    private static String how(SourceCall call, SourceOutcome.Event event) {
        boolean isNamed = event.about() != null || key(call, event).isPresent();
        return event.rule()
                + (call.source().id() == null || isNamed ? "" : "; no id, so a repeat would make a second event");
    }

    /** Standard Webhooks have a name for every delivery, and sign it. */
    private static Optional<String> key(SourceCall call, SourceOutcome.Event event) {
        return Optional.ofNullable(event.key())
                .or(() -> call.source().auth() instanceof SourceAuth.StandardWebhooks
                        ? Optional.ofNullable(call.request().getHeader("webhook-id"))
                        : Optional.empty());
    }

    record Ignored(boolean success, String ignored) {}
}
