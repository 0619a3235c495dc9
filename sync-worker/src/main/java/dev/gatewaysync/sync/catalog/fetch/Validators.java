package dev.gatewaysync.sync.catalog.fetch;

import org.jspecify.annotations.Nullable;

/** What a server gave to recognise a document by (RFC 9110, 8.8). */
public record Validators(@Nullable String etag, @Nullable String lastModified) {
    public static final Validators NONE = new Validators(null, null);

    public boolean areUsable() {
        return etag != null || lastModified != null;
    }
}
