package dev.gatewaysync.storage.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class CatalogEntriesTest {
    private static final int MANY = 3_500;

    @TempDir
    Path directory;

    /** Of a catalogue that is too large to be read at once. */
    @Test
    void the_names_of_all_resources_are_read_page_by_page_each_once() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            database.transactions().executeWithoutResult(status -> fill(database.jdbc()));

            List<CatalogEntries.Name> names =
                    new CatalogEntries(database.jdbc()).names().toList();

            assertThat(names)
                    .extracting(CatalogEntries.Name::name)
                    .hasSize(MANY)
                    .doesNotHaveDuplicates();
            assertThat(names).extracting(CatalogEntries.Name::category).contains("Tools", "c1");
            assertThat(names.getFirst().tags()).containsExactly("free");
        }
    }

    @Test
    void of_an_empty_catalogue_there_are_none() {
        try (Database database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"))) {
            assertThat(new CatalogEntries(database.jdbc()).names()).isEmpty();
        }
    }

    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
                        INSERT INTO catalog_category (id, name, position, unread, updated_at)
                        VALUES ('c0', 'Tools', 1, 0, 1)""").update();
        for (int i = 0; i < MANY; i++) {
            jdbc.sql("""
                            INSERT INTO catalog_resource (category_id, url_key, name, url, tags, added_at, updated_at)
                            VALUES (:category, :key, :name, 'https://a.example/', '["free"]', 1, 1)""")
                    .param("category", "c" + i % 2)
                    .param("key", "a.example/" + i)
                    .param("name", "Resource " + i)
                    .update();
        }
    }
}
