package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.crypto.Sha256;
import java.nio.charset.StandardCharsets;

/** Bytes that are made once and served many times. */
record PublicDocument(byte[] bytes, String mediaType, String etag) {
    static final String PAGE = "text/html;charset=UTF-8";
    static final String FEED = "application/rss+xml;charset=UTF-8";
    static final String IMAGE = "image/svg+xml;charset=UTF-8";

    static PublicDocument of(String text, String mediaType) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PublicDocument(bytes, mediaType, '"' + Sha256.hex(bytes).substring(0, 24) + '"');
    }
}
