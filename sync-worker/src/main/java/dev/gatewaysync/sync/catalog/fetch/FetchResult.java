package dev.gatewaysync.sync.catalog.fetch;

import java.net.URI;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What came of asking for a document. */
public sealed interface FetchResult {
    /** It is as we last read it. */
    record NotModified() implements FetchResult {}

    /**
     * @param address where it came from, after all redirects
     * @param sha256 of the unpacked bytes
     */
    record Document(JsonNode json, URI address, Validators validators, String sha256) implements FetchResult {}

    /**
     * It could not be read.
     *
     * @param missing whether there is no such document, as far as the answer tells
     * @param validators of the page that came instead, if any
     * @param retryAfter after which time the server wants to be asked again; zero if it says nothing of it
     */
    record Unreadable(String reason, boolean missing, Validators validators, Duration retryAfter)
            implements FetchResult {
        public static Unreadable because(String reason) {
            return new Unreadable(reason, false, Validators.NONE, Duration.ZERO);
        }
    }
}
