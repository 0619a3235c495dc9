package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.catalog.ResourceKeys;
import dev.gatewaysync.sync.catalog.fetch.Validators;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.store.StoredCatalog.IndexMemory;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The catalogue's tables. */
@Component
public final class CatalogStore {
    private static final int BATCH = 500;
    private static final String VERSION = "version";
    private static final String INDEX = "index";
    private static final String READER = "reader";
    /** Raised when documents are read otherwise than before, so that unchanged ones are read again, once. */
    private static final String READER_VERSION = "2";

    private final JdbcTemplate jdbc;

    public CatalogStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Within a transaction: rows of an older program get the keys of this one first. */
    public StoredCatalog known() {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            ResourceKeys.carryOver(connection);
            return true;
        });
        Map<String, Long> counts = new HashMap<>();
        jdbc.query("SELECT category_id, count(*) FROM catalog_resource GROUP BY category_id", row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        Map<String, StoredCategory> categories = new LinkedHashMap<>();
        jdbc.query("SELECT * FROM catalog_category ORDER BY position, id", row -> {
            String id = row.getString("id");
            long claimedCount = row.getLong("claimed_count");
            Long claimed = row.wasNull() ? null : claimedCount;
            CatalogCategory category = new CatalogCategory(
                    id,
                    row.getString("name"),
                    row.getString("emoji"),
                    row.getString("description"),
                    row.getString("url"),
                    claimed);
            categories.put(
                    id,
                    new StoredCategory(
                            category,
                            row.getInt("position"),
                            row.getString("problem"),
                            row.getInt("unread") == 1,
                            counts.getOrDefault(id, 0L)));
        });
        Map<String, StoredDocument> documents = new HashMap<>();
        if (state(READER).filter(READER_VERSION::equals).isPresent()) {
            jdbc.query("SELECT * FROM catalog_document", row -> {
                documents.put(
                        row.getString("url"),
                        new StoredDocument(
                                row.getString("url"),
                                new Validators(row.getString("etag"), row.getString("last_modified")),
                                row.getString("sha256"),
                                row.getString("problem"),
                                row.getString("unusable_entries"),
                                row.getLong("resources")));
            });
        }
        return new StoredCatalog(
                state(VERSION).map(Long::parseLong).orElse(0L),
                categories,
                documents,
                state(INDEX).map(json -> EventJson.mapper().readValue(json, IndexMemory.class)));
    }

    public Map<String, CatalogResource> resources(String categoryId) {
        Map<String, CatalogResource> resources = new LinkedHashMap<>();
        jdbc.query(
                "SELECT * FROM catalog_resource WHERE category_id = ? ORDER BY url_key",
                row -> {
                    String key = row.getString("url_key");
                    resources.put(
                            key,
                            new CatalogResource(
                                    key,
                                    row.getString("name"),
                                    row.getString("url"),
                                    row.getString("description"),
                                    row.getString("subcategory"),
                                    tags(row.getString("tags"))));
                },
                categoryId);
        return resources;
    }

    /** False if another run has changed the catalogue since this version was read. */
    public boolean raiseVersion(long seen) {
        if (seen == 0) {
            return jdbc.update(
                            "INSERT INTO catalog_state (name, value) VALUES (?, '1') ON CONFLICT (name) DO NOTHING",
                            VERSION)
                    == 1;
        }
        return jdbc.update(
                        "UPDATE catalog_state SET value = ? WHERE name = ? AND value = ?",
                        Long.toString(seen + 1),
                        VERSION,
                        Long.toString(seen))
                == 1;
    }

    public void remember(IndexMemory index) {
        remember(INDEX, EventJson.mapper().writeValueAsString(index));
        remember(READER, READER_VERSION);
    }

    private void remember(String name, String value) {
        jdbc.update("""
                INSERT INTO catalog_state (name, value) VALUES (?, ?)
                ON CONFLICT (name) DO UPDATE SET value = excluded.value""", name, value);
    }

    public void write(Collection<StoredCategory> categories, long now) {
        each("""
                INSERT INTO catalog_category
                  (id, name, emoji, description, url, position, claimed_count, problem, unread, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, emoji = excluded.emoji,
                  description = excluded.description, url = excluded.url, position = excluded.position,
                  claimed_count = excluded.claimed_count, problem = excluded.problem, unread = excluded.unread,
                  updated_at = excluded.updated_at""", categories, (statement, stored) -> {
            CatalogCategory category = stored.category();
            statement.setString(1, category.id());
            statement.setString(2, category.name());
            statement.setString(3, category.emoji());
            statement.setString(4, category.description());
            statement.setString(5, category.path());
            statement.setInt(6, stored.position());
            statement.setObject(7, category.claimedCount(), java.sql.Types.BIGINT);
            statement.setString(8, stored.problem());
            statement.setInt(9, stored.unread() ? 1 : 0);
            statement.setLong(10, now);
        });
    }

    public void deleteCategories(Collection<String> ids) {
        each("DELETE FROM catalog_category WHERE id = ?", ids, (statement, id) -> statement.setString(1, id));
    }

    public void deleteResources(Collection<Located> resources) {
        each("DELETE FROM catalog_resource WHERE category_id = ? AND url_key = ?", resources, (statement, located) -> {
            statement.setString(1, located.categoryId());
            statement.setString(2, located.resource().urlKey());
        });
    }

    /** A resource that is there keeps the time it was added. */
    public void writeResources(Collection<Located> resources, long now) {
        each("""
                INSERT INTO catalog_resource
                  (category_id, url_key, name, url, description, subcategory, tags, added_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (category_id, url_key) DO UPDATE SET name = excluded.name, url = excluded.url,
                  description = excluded.description, subcategory = excluded.subcategory, tags = excluded.tags,
                  updated_at = excluded.updated_at""", resources, (statement, located) -> {
            CatalogResource resource = located.resource();
            statement.setString(1, located.categoryId());
            statement.setString(2, resource.urlKey());
            statement.setString(3, resource.name());
            statement.setString(4, resource.url());
            statement.setString(5, resource.description());
            statement.setString(6, resource.subcategory());
            statement.setString(
                    7, resource.tags().isEmpty() ? null : EventJson.mapper().writeValueAsString(resource.tags()));
            statement.setLong(8, now);
            statement.setLong(9, now);
        });
    }

    public void writeDocuments(Collection<StoredDocument> documents, long now) {
        each("""
                INSERT INTO catalog_document
                  (url, etag, last_modified, sha256, problem, unusable_entries, resources, read_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (url) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified,
                  sha256 = excluded.sha256, problem = excluded.problem, unusable_entries = excluded.unusable_entries,
                  resources = excluded.resources, read_at = excluded.read_at""", documents, (statement, document) -> {
            statement.setString(1, document.url());
            statement.setString(2, document.validators().etag());
            statement.setString(3, document.validators().lastModified());
            statement.setString(4, document.sha256());
            statement.setString(5, document.problem());
            statement.setString(6, document.entryProblem());
            statement.setLong(7, document.resources());
            statement.setLong(8, now);
        });
    }

    public void deleteDocuments(Collection<String> urls) {
        each("DELETE FROM catalog_document WHERE url = ?", urls, (statement, url) -> statement.setString(1, url));
    }

    public long countResources() {
        Long count = jdbc.queryForObject("SELECT count(*) FROM catalog_resource", Long.class);
        return count == null ? 0 : count;
    }

    private Optional<String> state(String name) {
        return jdbc.queryForList("SELECT value FROM catalog_state WHERE name = ?", String.class, name).stream()
                .findFirst();
    }

    private <T> void each(String sql, Collection<T> items, Binding<T> binding) {
        if (!items.isEmpty()) {
            jdbc.batchUpdate(sql, items, BATCH, binding::bind);
        }
    }

    private static List<String> tags(@Nullable String json) {
        return json == null ? List.of() : Arrays.asList(EventJson.mapper().readValue(json, String[].class));
    }

    /** A resource and the category it is in. */
    public record Located(String categoryId, CatalogResource resource) {}

    private interface Binding<T> {
        void bind(PreparedStatement statement, T item) throws SQLException;
    }
}
