package dev.gatewaysync.ingest.signature;

import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.ingest.fuzz.FuzzInput;
import java.time.Instant;

/** No headers are taken for a signature but the one right one. */
public final class SignatureFuzz {
    private static final WebhookSecret SECRET = new WebhookSecret("correct-horse-battery-staple");
    private static final WebhookSecret OTHER = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private SignatureFuzz() {}

    public static void signature(FuzzInput input) {
        String id = input.line();
        String timestamp = input.line();
        String signatures = input.line();
        byte[] body = input.rest();
        StandardWebhooks.isFresh(timestamp, Instant.ofEpochSecond(1614265330));
        String right = StandardWebhooks.signature(SECRET.signingKey(), id, timestamp, body);
        if (StandardWebhooks.matches(SECRET.signingKey(), id, timestamp, signatures, body)
                && !signatures.contains(right)) {
            throw new AssertionError("Taken for " + right + ": " + signatures);
        }
        if (!StandardWebhooks.matches(SECRET.signingKey(), id, timestamp, signatures + " " + right, body)) {
            throw new AssertionError("The right one is refused beside " + signatures);
        }
        if (StandardWebhooks.matches(OTHER.signingKey(), id, timestamp, right, body)) {
            throw new AssertionError("Another secret's signature is taken");
        }
    }
}
