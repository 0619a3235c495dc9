package dev.gatewaysync.discord.route;

import dev.gatewaysync.discord.channel.GuildChannels;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The catalogue's categories, by whose names their channels are found. */
@Component
public final class CatalogCategories {
    private final JdbcClient jdbc;

    public CatalogCategories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<GuildChannels.Category> current() {
        return jdbc.sql("SELECT id, name FROM catalog_category ORDER BY position")
                .query((row, n) -> new GuildChannels.Category(row.getString("id"), row.getString("name")))
                .list();
    }
}
