package dev.gatewaysync.sync.catalog;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.SyncCompleted;
import dev.gatewaysync.messaging.PermanentFailure;
import dev.gatewaysync.sync.catalog.diff.CatalogChange;
import dev.gatewaysync.sync.catalog.diff.Difference;
import dev.gatewaysync.sync.catalog.diff.DifferenceEvents;
import dev.gatewaysync.sync.catalog.parse.CatalogCategory;
import dev.gatewaysync.sync.catalog.store.CatalogStore;
import dev.gatewaysync.sync.outbox.EventOutbox;
import dev.gatewaysync.sync.statistics.StatisticsKeeper;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;

/** Stores a change of the catalogue with its statistics and its events, within the caller's transaction. */
final class CatalogUpdate {
    private final CatalogStore store;
    private final StatisticsKeeper statistics;
    private final AnnouncedResources announced;
    private final EventOutbox outbox;
    private final URI mainApp;

    CatalogUpdate(
            CatalogStore store,
            StatisticsKeeper statistics,
            AnnouncedResources announced,
            EventOutbox outbox,
            URI mainApp) {
        this.store = store;
        this.statistics = statistics;
        this.announced = announced;
        this.outbox = outbox;
        this.mainApp = mainApp;
    }

    /**
     * @param recovered whether the run before this one failed, so that even an unchanged catalogue is news
     * @throws PermanentFailure if another run has changed the catalogue meanwhile
     */
    SyncResult apply(SyncRun run, CatalogChange change, boolean recovered, Instant now) {
        if (!change.isEmpty()) {
            write(run, change, now);
        }
        SyncResult result = result(run, change, now);
        boolean news = change.isBaseline() || recovered || change.isVisible() || change.changesProblems();
        if (news) {
            outbox.add(List.of(completed(result, change, now)));
        }
        return result;
    }

    private void write(SyncRun run, CatalogChange change, Instant now) {
        if (!store.raiseVersion(change.known().version())) {
            throw new PermanentFailure("another sync changed the catalogue meanwhile; this one changed nothing");
        }
        // Events are made first: which resources the app announced is forgotten when they are removed.
        List<EventEnvelope> events = change.isBaseline() ? List.of() : events(run, change, now);
        Map<String, CatalogCategory> categories = categories(change);
        change.removals().forEach(located -> {
            CatalogCategory category = categories.get(located.categoryId());
            if (category != null) {
                announced.forget(located.resource().urlKey(), category);
            }
        });
        store.deleteResources(change.removals());
        store.writeResources(change.writes(), now.toEpochMilli());
        store.write(change.changedCategories(), now.toEpochMilli());
        store.deleteCategories(
                change.removedCategories().stream().map(CatalogCategory::id).toList());
        store.deleteDocuments(change.forgottenDocuments());
        store.writeDocuments(change.reading().documents(), now.toEpochMilli());
        store.remember(change.reading().index());
        if (change.isReadOtherwise()) {
            statistics.countedAnew(store.countResources(), change.categories().size(), now);
        } else {
            statistics.counted(store.countResources(), change.categories().size(), now);
        }
        boolean claimsAsBefore = change.known()
                .index()
                .filter(before -> before.claimsSame(change.reading().index()))
                .isPresent();
        if (!claimsAsBefore) {
            statistics.claimed(
                    change.reading().index().claimedResources(),
                    change.reading().index().claimedCategories(),
                    now,
                    run.id());
        }
        outbox.add(events);
    }

    private List<EventEnvelope> events(SyncRun run, CatalogChange change, Instant now) {
        Map<String, CatalogCategory> categories = categories(change);
        Map<String, Set<String>> known = new HashMap<>();
        Map<String, List<String>> added = new LinkedHashMap<>();
        change.of(Difference.ResourceAdded.class)
                .forEach(d -> added.computeIfAbsent(d.categoryId(), id -> new ArrayList<>())
                        .add(d.resource().urlKey()));
        added.forEach((id, keys) -> {
            CatalogCategory category = categories.get(id);
            if (category != null) {
                known.put(id, announced.among(keys, category));
            }
        });
        Set<String> silent = new HashSet<>();
        change.known().categories().forEach((id, category) -> {
            if (category.unread()) {
                silent.add(id);
            }
        });
        List<Difference> told = change.differences().stream()
                .filter(d -> !(d instanceof Difference.ResourceAdded add)
                        || !(silent.contains(add.categoryId())
                                || known.getOrDefault(add.categoryId(), Set.of())
                                        .contains(add.resource().urlKey())))
                .toList();
        return new DifferenceEvents(run.id(), now, mainApp, categories).of(told);
    }

    private static Map<String, CatalogCategory> categories(CatalogChange change) {
        Map<String, CatalogCategory> categories = new HashMap<>();
        change.known().categories().forEach((id, stored) -> categories.put(id, stored.category()));
        change.categories().forEach((id, stored) -> categories.put(id, stored.category()));
        return categories;
    }

    private static EventEnvelope completed(SyncResult result, CatalogChange change, Instant now) {
        EventEnvelope event = EventEnvelope.of(
                EventIds.next(),
                Source.SYNC,
                now,
                new SyncCompleted(
                        result.kind().wireName(),
                        result.baseline(),
                        result.added(),
                        result.updated(),
                        result.removed(),
                        result.resources(),
                        result.categories(),
                        result.duration().toMillis(),
                        result.problems()));
        if (!change.removedCategories().isEmpty()) {
            ArrayNode removed = event.data().putArray("removedCategories");
            change.removedCategories().forEach(category -> removed.add(category.name()));
        }
        return event;
    }

    private SyncResult result(SyncRun run, CatalogChange change, Instant now) {
        Map<String, Long> added =
                counts(change.of(Difference.ResourceAdded.class).stream().map(Difference.ResourceAdded::categoryId));
        Map<String, Long> updated = counts(
                change.of(Difference.ResourceChanged.class).stream().map(Difference.ResourceChanged::toCategory));
        Map<String, Long> removed = counts(
                change.of(Difference.ResourceRemoved.class).stream().map(Difference.ResourceRemoved::categoryId));
        List<SyncResult.Line> lines = new ArrayList<>();
        change.categories()
                .forEach((id, stored) -> lines.add(new SyncResult.Line(
                        id,
                        stored.category().name(),
                        stored.resources(),
                        added.getOrDefault(id, 0L),
                        updated.getOrDefault(id, 0L),
                        removed.getOrDefault(id, 0L),
                        stored.problem())));
        return new SyncResult(
                run.id(),
                run.kind(),
                run.trigger(),
                change.problems().isEmpty() ? SyncOutcome.SUCCESS : SyncOutcome.PARTIAL,
                null,
                change.isBaseline(),
                run.startedAt(),
                Duration.between(run.startedAt(), now),
                change.added(),
                change.updated(),
                change.removed(),
                lines.stream().mapToLong(SyncResult.Line::resources).sum(),
                lines.size(),
                run.traffic().requests(),
                run.traffic().notModifiedAnswers(),
                run.traffic().bytes(),
                change.problems(),
                lines);
    }

    /** Once for all categories: there may be as many as differences. */
    private static Map<String, Long> counts(Stream<String> categoryIds) {
        return categoryIds.collect(Collectors.groupingBy(id -> id, Collectors.counting()));
    }
}
