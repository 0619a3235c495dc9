package dev.gatewaysync.sync.catalog;

import org.jspecify.annotations.Nullable;

/** What a server gave to recognise a document by (RFC 9110, 8.8). */
record Validators(@Nullable String etag, @Nullable String lastModified) {
    static final Validators NONE = new Validators(null, null);

    boolean areUsable() {
        return etag != null || lastModified != null;
    }
}
