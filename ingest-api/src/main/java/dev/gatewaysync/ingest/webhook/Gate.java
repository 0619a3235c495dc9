package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.ingest.answer.Refusal;
import dev.gatewaysync.ingest.limit.RateLimiter;
import dev.gatewaysync.ingest.signature.Client;
import dev.gatewaysync.ingest.signature.Senders;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Lets in who proves a secret, as often as the limit allows. Nothing in a body is looked at before. */
@Component
public final class Gate {
    private static final String HOW = "Send Authorization: Bearer <WEBHOOK_SECRET>";
    private static final String OR_SIGNED =
            ", or Standard Webhooks headers: webhook-id, webhook-timestamp (within 300 s) "
                    + "and webhook-signature (v1,…)";

    private final Senders senders;
    private final RateLimiter limiter;
    private final UnprovedBodies unproved;

    Gate(Senders senders, RateLimiter limiter, UnprovedBodies unproved) {
        this.senders = senders;
        this.limiter = limiter;
        this.unproved = unproved;
    }

    /**
     * @param limit in bytes
     * @return the body, not parsed yet
     * @throws Refusal if the request may not come in
     */
    byte[] admitDelivery(HttpServletRequest request, int limit) {
        Optional<Client> bearer = senders.byBearer(request);
        if (bearer.isPresent()) {
            limiter.count(bearer.get());
            JsonBody.requireJson(request);
            return JsonBody.read(request, limit);
        }
        if (!senders.claimsSignature(request)) {
            throw stranger(request, HOW + OR_SIGNED);
        }
        byte[] body = unproved.read(
                request,
                limit,
                read -> limiter.count(
                        senders.bySignature(request, read).orElseThrow(() -> stranger(request, HOW + OR_SIGNED))));
        JsonBody.requireJson(request);
        return body;
    }

    /** @throws Refusal unless the request has one of the secrets as its Bearer token */
    public void admitReader(HttpServletRequest request) {
        limiter.count(senders.byBearer(request).orElseThrow(() -> stranger(request, HOW)));
    }

    /**
     * For what costs next to nothing and must not wait for Redis: counted by this instance alone.
     *
     * @throws Refusal if this address asks too often
     */
    public void admitAnyoneHere(HttpServletRequest request) {
        limiter.countHere(Client.ofAddress(request.getRemoteAddr()));
    }

    /** @throws Refusal if this address asks too often */
    public void admitAnyone(HttpServletRequest request) {
        limiter.count(Client.ofAddress(request.getRemoteAddr()));
    }

    /**
     * For senders with proofs of their own.
     *
     * @param isForm whether the JSON comes in a form
     * @param proves whether the body proves that it comes from {@code client}
     * @throws Refusal if it does not, or comes too often
     */
    public byte[] admitProved(
            HttpServletRequest request, int limit, Client client, boolean isForm, Predicate<byte[]> proves) {
        byte[] body = unproved.read(request, limit, read -> {
            if (!proves.test(read)) {
                throw stranger(request, "The signature is missing or wrong");
            }
            limiter.count(client);
        });
        if (isForm) {
            JsonBody.requireUncompressed(request);
        } else {
            JsonBody.requireJson(request);
        }
        return body;
    }

    private Refusal stranger(HttpServletRequest request, String how) {
        admitAnyone(request);
        return Refusal.unauthorized(how);
    }
}
