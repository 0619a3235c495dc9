package dev.gatewaysync.ingest.signature;

/**
 * Whose requests are counted together: one secret, or one address that has proved none.
 *
 * @param name {@code secret:<fingerprint>} or {@code address:<IP address>}
 */
public record CallerId(String name) {
    static CallerId of(WebhookSecret secret) {
        return new CallerId("secret:" + secret.fingerprint());
    }

    public static CallerId ofAddress(String address) {
        return new CallerId("address:" + address);
    }
}
