package dev.gatewaysync.sync.catalog.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource of one category.
 *
 * @param urlKey key of its {@link dev.gatewaysync.storage.catalog.ResourceIdentity}; within its category, what it is recognised by
 * @param url as the main app writes it
 * @param subcategory title of its section
 */
public record CatalogResource(
        String urlKey,
        String name,
        String url,
        @Nullable String description,
        @Nullable String subcategory,
        List<String> tags) {}
