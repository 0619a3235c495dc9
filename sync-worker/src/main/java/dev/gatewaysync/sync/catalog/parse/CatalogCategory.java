package dev.gatewaysync.sync.catalog.parse;

import org.jspecify.annotations.Nullable;

/**
 * A category as the index lists it.
 *
 * @param path where the main app shows it, absolute or below the app's address
 * @param claimedCount how many resources the index says it has
 */
public record CatalogCategory(
        String id,
        String name,
        @Nullable String emoji,
        @Nullable String description,
        @Nullable String path,
        @Nullable Long claimedCount) {}
