package dev.gatewaysync.ingest.webhook;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.TracedRequests;
import dev.gatewaysync.ingest.limit.RateLimiter;
import dev.gatewaysync.ingest.signature.CallerId;
import dev.gatewaysync.ingest.signature.SenderAuthentication;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Lets in who proves a secret, as often as the limit allows. Nothing in a body is looked at before. */
@Component
public final class RequestAuthenticator {
    private static final String HOW = "Send Authorization: Bearer <WEBHOOK_SECRET>";
    private static final String OR_SIGNED =
            ", or Standard Webhooks headers: webhook-id, webhook-timestamp (within 300 s) "
                    + "and webhook-signature (v1,…)";

    private final SenderAuthentication senderAuthentication;
    private final RateLimiter limiter;
    private final UnauthenticatedBodyReader unproved;

    RequestAuthenticator(
            SenderAuthentication senderAuthentication, RateLimiter limiter, UnauthenticatedBodyReader unproved) {
        this.senderAuthentication = senderAuthentication;
        this.limiter = limiter;
        this.unproved = unproved;
    }

    /**
     * @param limit in bytes
     * @return the body, not parsed yet
     * @throws ApiException if the request may not come in
     */
    byte[] admitDelivery(HttpServletRequest request, int limit) {
        Optional<CallerId> bearer = senderAuthentication.byBearer(request);
        if (bearer.isPresent()) {
            TracedRequests.keep(request);
            limiter.count(bearer.get());
            JsonBody.requireJson(request);
            return JsonBody.read(request, limit);
        }
        if (!senderAuthentication.claimsSignature(request)) {
            throw stranger(request, HOW + OR_SIGNED);
        }
        byte[] body = unproved.read(request, limit, read -> {
            CallerId signer = senderAuthentication
                    .bySignature(request, read)
                    .orElseThrow(() -> stranger(request, HOW + OR_SIGNED));
            TracedRequests.keep(request);
            limiter.count(signer);
        });
        JsonBody.requireJson(request);
        return body;
    }

    /** @throws ApiException unless the request has one of the secrets as its Bearer token */
    public void admitReader(HttpServletRequest request) {
        limiter.count(senderAuthentication.byBearer(request).orElseThrow(() -> stranger(request, HOW)));
    }

    /**
     * For what costs next to nothing and must not wait for Redis: counted by this instance alone.
     *
     * @throws ApiException if this address asks too often
     */
    public void admitAnyoneHere(HttpServletRequest request) {
        limiter.countHere(CallerId.ofAddress(request.getRemoteAddr()));
    }

    /** @throws ApiException if this address asks too often */
    public void admitAnyone(HttpServletRequest request) {
        limiter.count(CallerId.ofAddress(request.getRemoteAddr()));
    }

    /**
     * For senders with proofs of their own.
     *
     * @param isForm whether the JSON comes in a form
     * @param proves whether the body proves that it comes from {@code client}
     * @throws ApiException if it does not, or comes too often
     */
    public byte[] admitProved(
            HttpServletRequest request, int limit, CallerId caller, boolean isForm, Predicate<byte[]> proves) {
        byte[] body = unproved.read(request, limit, read -> {
            if (!proves.test(read)) {
                throw stranger(request, "The signature is missing or wrong");
            }
            TracedRequests.keep(request);
            limiter.count(caller);
        });
        if (isForm) {
            JsonBody.requireUncompressed(request);
        } else {
            JsonBody.requireJson(request);
        }
        return body;
    }

    private ApiException stranger(HttpServletRequest request, String how) {
        admitAnyone(request);
        return ApiException.unauthorized(how);
    }
}
