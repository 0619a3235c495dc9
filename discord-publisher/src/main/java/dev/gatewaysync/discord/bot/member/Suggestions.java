package dev.gatewaysync.discord.bot.member;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.storage.catalog.CatalogEntries;
import dev.gatewaysync.storage.catalog.NormalizedUrl;
import dev.gatewaysync.storage.catalog.ResourceIdentity;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What members suggested. Each suggestion and each decision is stored together with its event; an address that waits for
 * a decision, was approved or is in the catalogue is not suggested again.
 */
@Component
public final class Suggestions {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final CatalogEntries catalog;
    private final MemberEvents events;
    private final InstantSource clock;

    public Suggestions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            CatalogEntries catalog,
            MemberEvents events,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.catalog = catalog;
        this.events = events;
        this.clock = clock;
    }

    /** What came of suggesting something. */
    public sealed interface Taken {
        record New(String id) implements Taken {}

        /** Somebody was faster. @param status open or approved */
        record Known(String status) implements Taken {}

        record InCatalogue(CatalogEntries.Entry entry) implements Taken {}

        record NoAddress() implements Taken {}
    }

    /** What came of a decision. */
    public sealed interface Decided {
        record Done() implements Decided {}

        /** Somebody was faster. */
        record Before(String status, @Nullable String reviewer) implements Decided {}

        record Unknown() implements Decided {}
    }

    public Taken suggest(ResourceSuggested suggested) {
        Taken taken = Objects.requireNonNull(transactions.execute(status -> suggestHere(suggested)));
        events.wake();
        return taken;
    }

    /** As {@link #suggest} within the caller's transaction, who has to wake the events after it. */
    Taken suggestHere(ResourceSuggested suggested) {
        Keys keys = Keys.of(suggested.url()).orElse(null);
        if (keys == null) {
            return new Taken.NoAddress();
        }
        Optional<Taken> known = inCatalogue(keys).or(() -> live(keys).map(Taken.Known::new));
        if (known.isPresent()) {
            return known.get();
        }
        EventEnvelope event = events.envelope(suggested);
        int stored = jdbc.sql("""
                        INSERT INTO suggestion (id, url_key, url, name, category, suggester, status, created_at, updated_at)
                        VALUES (:id, :key, :url, :name, :category, :user, 'open', :now, :now)
                        ON CONFLICT DO NOTHING""")
                .param("id", event.id())
                .param("key", keys.now())
                .param("url", suggested.url())
                .param("name", suggested.name())
                .param("category", suggested.category())
                .param("user", suggested.user())
                .param("now", clock.millis())
                .update();
        if (stored == 0) {
            return new Taken.Known(live(keys).orElse("open"));
        }
        events.store(event);
        return new Taken.New(event.id());
    }

    /**
     * What an address is found by.
     *
     * @param before what an older program's rows have
     */
    private record Keys(String now, String before) {
        static Optional<Keys> of(String url) {
            return ResourceIdentity.key(url)
                    .flatMap(now -> NormalizedUrl.of(url).map(before -> new Keys(now, before)));
        }
    }

    private Optional<Taken> inCatalogue(Keys keys) {
        return catalog.withAddress(List.of(keys.now(), keys.before())).map(Taken.InCatalogue::new);
    }

    /** Open or approved; empty if there is none, or it was declined. */
    private Optional<String> live(Keys keys) {
        return jdbc.sql("""
                        SELECT status FROM suggestion WHERE url_key IN (:now, :before) AND status <> 'declined'
                        LIMIT 1""")
                .param("now", keys.now())
                .param("before", keys.before())
                .query(String.class)
                .optional();
    }

    /** The first decision counts. */
    public Decided decide(String id, SuggestionReviewed.Decision decision, String reviewer) {
        Decided decided = Objects.requireNonNull(transactions.execute(status -> decideHere(id, decision, reviewer)));
        events.wake();
        return decided;
    }

    private Decided decideHere(String id, SuggestionReviewed.Decision decision, String reviewer) {
        int changed = jdbc.sql("""
                        UPDATE suggestion SET status = :status, reviewer = :reviewer, updated_at = :now
                        WHERE id = :id AND status = 'open'""")
                .param("status", decision.name().toLowerCase(Locale.ROOT))
                .param("reviewer", reviewer)
                .param("now", clock.millis())
                .param("id", id)
                .update();
        Optional<Row> row = find(id);
        if (row.isEmpty()) {
            return new Decided.Unknown();
        }
        Row found = row.get();
        if (changed == 0) {
            return new Decided.Before(found.status(), found.reviewer());
        }
        events.store(events.envelope(
                new SuggestionReviewed(id, decision, reviewer, found.name(), found.url(), found.category())));
        return new Decided.Done();
    }

    /** Whether a suggestion of this address has not been declined, so that its card should say when it is there. */
    public boolean isSuggested(String url) {
        return Keys.of(url).flatMap(this::live).isPresent();
    }

    private Optional<Row> find(String id) {
        return jdbc.sql("SELECT * FROM suggestion WHERE id = :id")
                .param("id", id)
                .query((row, n) -> new Row(
                        row.getString("url"),
                        row.getString("name"),
                        row.getString("category"),
                        row.getString("status"),
                        row.getString("reviewer")))
                .optional();
    }

    private record Row(
            String url,
            @Nullable String name,
            @Nullable String category,
            String status,
            @Nullable String reviewer) {}
}
