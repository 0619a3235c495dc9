package dev.gatewaysync.ingest.signature;

/**
 * Whose requests are counted together: one secret, or one address that has proved none.
 *
 * @param name {@code secret:<fingerprint>} or {@code address:<IP address>}
 */
public record Client(String name) {
    static Client of(WebhookSecret secret) {
        return new Client("secret:" + secret.fingerprint());
    }

    public static Client ofAddress(String address) {
        return new Client("address:" + address);
    }
}
