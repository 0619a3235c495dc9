package dev.gatewaysync.config;

import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Where the list of resources is, and how it is read.
 *
 * @param url may hold {@code {{ page }}}: 1 for the first, then what {@code next} gave
 * @param writtenUrl the same as the file has it: without the secrets that {@code ${NAME}} stands for, which may change
 * @param next of a page's {@code body}: a page number, cursor or address of the next; null, or nothing, ends
 * @param items of a page's {@code body}: the list; null for the body itself
 * @param name of an item, as the four after it; null takes the field of that name
 */
public record CatalogueDefinition(
        Format format,
        TextTemplate url,
        String writtenUrl,
        @Nullable Expression next,
        @Nullable Expression items,
        @Nullable Expression name,
        @Nullable Expression link,
        @Nullable Expression category,
        @Nullable Expression description,
        @Nullable Expression tags) {
    /** How it is written. */
    public enum Format {
        JSON,
        /** RSS 2.0, Atom or JSON Feed. */
        FEED,
        SITEMAP
    }
}
