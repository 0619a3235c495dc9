package dev.gatewaysync.sync.catalog.diff;

import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.CategoryAdded;
import dev.gatewaysync.events.CategoryUpdated;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceRemoved;
import dev.gatewaysync.events.ResourceUpdated;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.storage.catalog.NormalizedUrl;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Words differences as events of a sync. The additions of one category in one run are a batch. */
public final class DifferenceEvents {
    private final String runId;
    private final Instant now;
    private final URI mainApp;
    private final Map<String, CatalogCategory> categories;

    /** @param categories by id, those of before and after the run */
    public DifferenceEvents(String runId, Instant now, URI mainApp, Map<String, CatalogCategory> categories) {
        this.runId = runId;
        this.now = now;
        this.mainApp = mainApp;
        this.categories = categories;
    }

    public List<EventEnvelope> of(List<Difference> differences) {
        List<EventEnvelope> events = new ArrayList<>();
        Map<String, List<EventEnvelope>> additions = new LinkedHashMap<>();
        List<EventEnvelope> rest = new ArrayList<>();
        for (Difference difference : differences) {
            switch (difference) {
                case Difference.CategoryAdded d -> events.add(categoryAdded(d.category()));
                case Difference.CategoryChanged d -> {
                    if (d.isVisible()) {
                        events.add(categoryUpdated(d.after()));
                    }
                }
                case Difference.CategoryRemoved d -> {}
                case Difference.ResourceAdded d ->
                    additions
                            .computeIfAbsent(d.categoryId(), id -> new ArrayList<>())
                            .add(added(d));
                case Difference.ResourceChanged d -> rest.add(updated(d));
                case Difference.ResourceRemoved d -> rest.add(removed(d));
            }
        }
        additions.forEach((categoryId, batch) -> {
            for (int i = 0; i < batch.size(); i++) {
                events.add(batch.get(i).withBatch(new Batch(runId + ":" + categoryId, i + 1, batch.size())));
            }
        });
        events.addAll(rest);
        return events;
    }

    private EventEnvelope categoryAdded(CatalogCategory category) {
        return event(category.id(), new CategoryAdded(category.name(), category.description(), url(category)));
    }

    private EventEnvelope categoryUpdated(CatalogCategory category) {
        return event(category.id(), new CategoryUpdated(category.name(), category.description(), url(category)));
    }

    private EventEnvelope added(Difference.ResourceAdded d) {
        CatalogResource resource = d.resource();
        return event(
                d.categoryId(),
                new ResourceAdded(
                        resource.name(),
                        name(d.categoryId()),
                        resource.url(),
                        resource.description(),
                        resource.tags()));
    }

    private EventEnvelope updated(Difference.ResourceChanged d) {
        CatalogResource before = d.before();
        CatalogResource after = d.after();
        ObjectNode changes = EventJson.mapper().createObjectNode();
        change(changes, "category", name(d.fromCategory()), name(d.toCategory()));
        change(changes, "name", before.name(), after.name());
        change(changes, "url", before.url(), after.url());
        change(changes, "description", before.description(), after.description());
        change(changes, "subcategory", before.subcategory(), after.subcategory());
        if (!before.tags().equals(after.tags())) {
            JsonNode from = EventJson.mapper().valueToTree(before.tags());
            JsonNode to = EventJson.mapper().valueToTree(after.tags());
            changes.putObject("tags").<ObjectNode>set("from", from).set("to", to);
        }
        return event(d.toCategory(), new ResourceUpdated(after.name(), name(d.toCategory()), changes, after.url()));
    }

    private EventEnvelope removed(Difference.ResourceRemoved d) {
        return event(
                d.categoryId(),
                new ResourceRemoved(
                        d.resource().name(), name(d.categoryId()), d.resource().url()));
    }

    private EventEnvelope event(String categoryId, GatewayEvent event) {
        EventEnvelope envelope = EventEnvelope.of(EventIds.next(), Source.SYNC, now, event);
        envelope.data().put("categoryId", categoryId);
        return envelope;
    }

    private static void change(ObjectNode changes, String field, @Nullable String from, @Nullable String to) {
        if (!Objects.equals(from, to)) {
            changes.putObject(field).put("from", from).put("to", to);
        }
    }

    private String name(String categoryId) {
        CatalogCategory category = categories.get(categoryId);
        return category == null ? categoryId : category.name();
    }

    private @Nullable String url(CatalogCategory category) {
        String path = category.path();
        if (path == null) {
            return null;
        }
        return NormalizedUrl.of(path).isPresent() ? path : path.startsWith("/") ? mainApp + path : null;
    }
}
