package dev.gatewaysync.discord.route;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import java.util.List;
import org.springframework.stereotype.Component;

/** The catalogue's categories, by whose names their channels are found. */
@Component
public final class CatalogCategories {
    private final CatalogQueries catalog;

    public CatalogCategories(CatalogQueries catalog) {
        this.catalog = catalog;
    }

    List<GuildChannels.Category> current() {
        return catalog.categories().stream()
                .map(category -> new GuildChannels.Category(category.id(), category.name()))
                .toList();
    }
}
