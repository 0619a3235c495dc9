package dev.gatewaysync.sync.catalog.fetch;

import java.net.URI;

/**
 * What is asked for.
 *
 * @param origin an address that the operator set: the key goes to its origin alone, and only there may the answer lead to a
 *     private address
 * @param withKey whether that origin is the main app's
 * @param known validators of the document as last read, to be told if it has not changed
 */
public record DocumentRequest(URI address, URI origin, boolean withKey, DocumentFormat format, Validators known) {
    /** A JSON document of the main app. */
    public static DocumentRequest ofMainApp(URI address, Validators known) {
        return new DocumentRequest(address, address, true, DocumentFormat.JSON, known);
    }
}
