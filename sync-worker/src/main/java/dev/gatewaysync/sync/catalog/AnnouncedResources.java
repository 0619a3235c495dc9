package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceRemoved;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CategorySlug;
import dev.gatewaysync.sync.record.EventEffect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Remembers which resources the main app announced itself, by {@link ResourceIdentity} and by the slug of the category it named, so
 * that a sync that finds them does not announce them again. A resource that is removed may be announced anew.
 */
@Component
final class AnnouncedResources implements EventEffect {
    private static final int CHUNK = 400;

    private final JdbcTemplate jdbc;

    AnnouncedResources(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void apply(EventEnvelope event) {
        if (Source.SYNC.equals(event.source())) {
            return;
        }
        switch (event.type()) {
            case BuiltInType.RESOURCE_ADDED -> {
                if (event.event() instanceof ResourceAdded added) {
                    ResourceIdentity.key(added.url())
                            .ifPresent(key -> jdbc.update("""
                                    INSERT INTO announced_resource (url_key, category, event_id) VALUES (?, ?, ?)
                                    ON CONFLICT (url_key, category) DO NOTHING""", key, category(added.category()), event.id()));
                }
            }
            case BuiltInType.RESOURCE_REMOVED -> {
                if (event.event() instanceof ResourceRemoved removed) {
                    ResourceIdentity.key(removed.url()).ifPresent(key -> forget(key, category(removed.category())));
                }
            }
            default -> {}
        }
    }

    /** Which of these URL keys were announced for the category, under its id or its name. */
    Set<String> among(Collection<String> urlKeys, CatalogCategory category) {
        Set<String> announced = new HashSet<>();
        List<String> all = List.copyOf(urlKeys);
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(from + CHUNK, all.size()));
            List<Object> parameters = new ArrayList<>(chunk);
            parameters.add(category(category.id()));
            parameters.add(category(category.name()));
            announced.addAll(jdbc.queryForList(
                    "SELECT url_key FROM announced_resource WHERE url_key IN ("
                            + String.join(", ", Collections.nCopies(chunk.size(), "?")) + ") AND category IN (?, ?)",
                    String.class,
                    parameters.toArray()));
        }
        return announced;
    }

    void forget(String urlKey, CatalogCategory category) {
        forget(urlKey, category(category.id()));
        forget(urlKey, category(category.name()));
    }

    private void forget(String urlKey, String category) {
        jdbc.update("DELETE FROM announced_resource WHERE url_key = ? AND category = ?", urlKey, category);
    }

    private static String category(String name) {
        return ResourceIdentity.boundedKey(CategorySlug.of(name));
    }
}
