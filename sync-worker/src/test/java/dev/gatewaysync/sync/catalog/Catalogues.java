package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.CatalogueDefinition.Format;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Catalogues as {@code gateway.yml} describes them. */
public final class Catalogues {
    private Catalogues() {}

    public static CatalogueDefinition feed(String url) {
        return of(Format.FEED, url, Map.of());
    }

    public static CatalogueDefinition sitemap(String url) {
        return of(Format.SITEMAP, url, Map.of());
    }

    /** @param keys those of the section and of its map, by their names */
    public static CatalogueDefinition json(String url, Map<String, String> keys) {
        return of(Format.JSON, url, keys);
    }

    public static CatalogueDefinition of(Format format, String url, Map<String, String> keys) {
        return of(format, url, url, keys);
    }

    /** @param written with {@code ${NAME}} where {@code url} has a secret */
    public static CatalogueDefinition of(Format format, String url, String written, Map<String, String> keys) {
        return new CatalogueDefinition(
                format,
                TextTemplate.of(url),
                written,
                expression(keys.get("next")),
                expression(keys.get("items")),
                expression(keys.get("name")),
                expression(keys.get("url")),
                expression(keys.get("category")),
                expression(keys.get("description")),
                expression(keys.get("tags")));
    }

    public static GatewayConfig config(@Nullable CatalogueDefinition catalogue) {
        return new GatewayConfig("hash", Map.of(), Map.of(), Map.of(), List.of(), Map.of(), catalogue, null);
    }

    private static @Nullable Expression expression(@Nullable String source) {
        return source == null ? null : Expression.of(source);
    }
}
