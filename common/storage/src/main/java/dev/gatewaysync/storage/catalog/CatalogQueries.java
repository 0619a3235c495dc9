package dev.gatewaysync.storage.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the catalogue as the last sync found it. */
public final class CatalogQueries {
    private final JdbcClient jdbc;

    public CatalogQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public record Category(String id, String name) {}

    /** @param category its name, or its id where the category itself could not be read */
    public record Resource(String name, String category) {}

    /** In the order of the main app's index. */
    public List<Category> categories() {
        return jdbc.sql("SELECT id, name FROM catalog_category ORDER BY position")
                .query((row, n) -> new Category(row.getString("id"), row.getString("name")))
                .list();
    }

    public long countResources() {
        return jdbc.sql("SELECT count(*) FROM catalog_resource")
                .query(Long.class)
                .single();
    }

    /** One of those whose address has one of these keys. */
    public Optional<Resource> findResource(List<String> urlKeys) {
        return jdbc.sql("""
                        SELECT r.name, COALESCE(c.name, r.category_id) AS category FROM catalog_resource r
                        LEFT JOIN catalog_category c ON c.id = r.category_id WHERE r.url_key IN (:keys) LIMIT 1""")
                .param("keys", urlKeys)
                .query((row, n) -> new Resource(row.getString("name"), row.getString("category")))
                .optional();
    }

    /** How many of the resources were added on a day, by days since 1970 in UTC. */
    public Map<Long, Long> resourcesByDay() {
        Map<Long, Long> added = new HashMap<>();
        jdbc.sql("SELECT added_at / 86400000 AS day, count(*) AS resources FROM catalog_resource"
                        + " GROUP BY added_at / 86400000")
                .query(row -> {
                    added.put(row.getLong("day"), row.getLong("resources"));
                });
        return added;
    }
}
