package dev.gatewaysync.sync.catalog.diff;

import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;

/** One thing in which the catalogue is not as it was. */
public sealed interface Difference {
    record CategoryAdded(CatalogCategory category) implements Difference {}

    record CategoryChanged(CatalogCategory before, CatalogCategory after) implements Difference {
        /** Whether a reader would notice: its name or description. */
        boolean isVisible() {
            return !before.name().equals(after.name())
                    || !java.util.Objects.equals(before.description(), after.description());
        }
    }

    record CategoryRemoved(CatalogCategory category) implements Difference {}

    record ResourceAdded(String categoryId, CatalogResource resource) implements Difference {}

    /** The resource has the same URL; it may have come from another category. */
    record ResourceChanged(String fromCategory, String toCategory, CatalogResource before, CatalogResource after)
            implements Difference {}

    record ResourceRemoved(String categoryId, CatalogResource resource) implements Difference {}
}
