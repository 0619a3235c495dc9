package dev.gatewaysync.config.read;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.expression.TextTemplate;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code catalogue}: where the list of resources is. */
final class CatalogueReader {
    private CatalogueReader() {}

    static @Nullable CatalogueDefinition read(Section root) {
        if (!root.has("catalogue") || !root.isSound("catalogue")) {
            return null;
        }
        Section section = root.section("catalogue");
        String format = section.text("format");
        CatalogueDefinition.Format form = format == null
                ? CatalogueDefinition.Format.JSON
                : CatalogueDefinition.Format.valueOf(format.toUpperCase(Locale.ROOT));
        for (String key : new String[] {"next", "items"}) {
            if (form != CatalogueDefinition.Format.JSON && section.has(key)) {
                section.problem(key, "is for format: json; a " + format + " says by itself where its items are");
            }
        }
        TextTemplate url = section.resolvedTemplate("url");
        Section map = section.section("map");
        CatalogueDefinition definition = url == null
                ? null
                : new CatalogueDefinition(
                        form,
                        url,
                        Objects.requireNonNullElse(section.text("url"), ""),
                        section.expression("next"),
                        section.expression("items"),
                        map.expression("name"),
                        map.expression("url"),
                        map.expression("category"),
                        map.expression("description"),
                        map.expression("tags"));
        return definition;
    }
}
