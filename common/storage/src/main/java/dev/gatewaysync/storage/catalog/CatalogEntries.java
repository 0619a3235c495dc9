package dev.gatewaysync.storage.catalog;

import dev.gatewaysync.events.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The resources of the catalogue one by one, as the last sync found them. */
public final class CatalogEntries {
    private static final String SELECT = """
            SELECT r.*, COALESCE(c.name, r.category_id) AS category, c.emoji AS emoji FROM catalog_resource r
            LEFT JOIN catalog_category c ON c.id = r.category_id""";

    private static final RowMapper<Entry> ENTRY = (row, n) -> new Entry(
            new Key(row.getString("category_id"), row.getString("url_key")),
            row.getString("category"),
            row.getString("emoji"),
            row.getString("name"),
            row.getString("url"),
            row.getString("description"),
            row.getString("subcategory"),
            tags(row));

    /** As many as are read at a time where all are. */
    private static final int PAGE = 1000;

    private static final RowMapper<Name> NAME = (row, n) -> new Name(
            new Key(row.getString("category_id"), row.getString("url_key")),
            row.getString("category"),
            row.getString("name"),
            tags(row));

    private final JdbcClient jdbc;

    public CatalogEntries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a resource is told from others by. */
    public record Key(String categoryId, String urlKey) {}

    /**
     * @param category its name, or its id where the category itself could not be read
     * @param emoji of the category
     * @param section the part of the category that it stands in
     */
    public record Entry(
            Key key,
            String category,
            @Nullable String emoji,
            String name,
            String url,
            @Nullable String description,
            @Nullable String section,
            List<String> tags) {}

    /**
     * What a resource is called, and no more of it: an index holds that of every one.
     *
     * @param category its name, as above
     */
    public record Name(Key key, String category, String name, List<String> tags) {}

    /** Another text after every change of the resources; the same one means that none is known. */
    public String state() {
        return jdbc.sql("""
                        SELECT (SELECT count(*) FROM catalog_resource) AS resources,
                          (SELECT value FROM catalog_state WHERE name = 'version') AS version""")
                .query((row, n) -> row.getLong("resources") + " of version " + row.getString("version"))
                .single();
    }

    /**
     * Of every resource, in no order that means anything. Read {@value #PAGE} at a time, however many there are: a catalogue may be
     * larger than the memory.
     */
    public Stream<Name> names() {
        return Stream.iterate(
                        namesBehind(new Key("", "")),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE
                                ? List.of()
                                : namesBehind(page.getLast().key()))
                .flatMap(List::stream);
    }

    private List<Name> namesBehind(Key key) {
        return jdbc.sql("""
                        SELECT r.category_id, r.url_key, r.name, r.tags, COALESCE(c.name, r.category_id) AS category
                        FROM catalog_resource r LEFT JOIN catalog_category c ON c.id = r.category_id
                        WHERE (r.category_id, r.url_key) > (:category, :key)
                        ORDER BY r.category_id, r.url_key LIMIT :page""")
                .param("category", key.categoryId())
                .param("key", key.urlKey())
                .param("page", PAGE)
                .query(NAME)
                .list();
    }

    public Optional<Entry> find(Key key) {
        return jdbc.sql(SELECT + " WHERE r.category_id = :category AND r.url_key = :key")
                .param("category", key.categoryId())
                .param("key", key.urlKey())
                .query(ENTRY)
                .optional();
    }

    /** One of those whose address has one of these keys. */
    public Optional<Entry> withAddress(List<String> urlKeys) {
        return jdbc.sql(SELECT + " WHERE r.url_key IN (:keys) ORDER BY r.category_id LIMIT 1")
                .param("keys", urlKeys)
                .query(ENTRY)
                .optional();
    }

    /** Added last, the newest first. */
    public List<Entry> newest(int most) {
        return jdbc.sql(SELECT + " ORDER BY r.added_at DESC, r.name, r.url_key LIMIT :most")
                .param("most", most)
                .query(ENTRY)
                .list();
    }

    private static List<String> tags(ResultSet row) throws SQLException {
        String json = row.getString("tags");
        return json == null ? List.of() : Arrays.asList(EventJson.mapper().readValue(json, String[].class));
    }
}
