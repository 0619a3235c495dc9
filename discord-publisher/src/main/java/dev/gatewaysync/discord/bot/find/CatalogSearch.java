package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.discord.leader.LeaderTask;
import dev.gatewaysync.storage.catalog.CatalogEntries;
import dev.gatewaysync.storage.catalog.CatalogEntries.Entry;
import dev.gatewaysync.storage.catalog.CatalogEntries.Key;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.Loop;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finds resources while members type. The index is in memory and read anew within {@link #LOOK} after a sync has changed the
 * catalogue; what is shown of a resource comes from the database at that moment.
 */
@Component
public final class CatalogSearch implements LeaderTask {
    private static final Logger log = LoggerFactory.getLogger(CatalogSearch.class);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(30);

    /** Discord's number of choices. */
    public static final int MOST_CHOICES = 25;

    /** Discord's length of a choice's name. */
    private static final int MOST_NAME = 100;

    private static final int MOST_LISTED = 10;
    private static final int MOST_NEAREST = 3;

    private final CatalogEntries entries;
    private final CatalogQueries categories;
    private final Loop loop =
            Loop.named("discord-catalogue").afterFailure(failure -> failed()).running(this::step);
    private volatile Known known = new Known(null, SearchIndex.EMPTY, List.of());

    CatalogSearch(CatalogEntries entries, CatalogQueries categories) {
        this.entries = entries;
        this.categories = categories;
    }

    private record Known(@Nullable String state, SearchIndex index, List<CatalogQueries.Category> categories) {}

    /** What a member may choose. */
    public record Choice(String name, String value) {}

    /** What became of a text. */
    public sealed interface Answer {
        record One(Entry entry) implements Answer {}

        /**
         * @param entries the best first
         * @param total how many there are of them in all
         */
        record Several(List<Entry> entries, int total) implements Answer {}

        /** @param nearest may be empty */
        record None(List<Entry> nearest) implements Answer {}

        /** It was chosen, and has left the catalogue since. */
        record Gone(String name) implements Answer {}

        /** There is none at all. */
        record NoCatalogue() implements Answer {}

        /** @param nearest names of categories; may be empty */
        record NoCategory(List<String> nearest) implements Answer {}
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    private static Duration failed() {
        log.warn("catalogue.not_indexed next=trying again in {} s; what was known is still found", RETRY.toSeconds());
        return RETRY;
    }

    private Duration step() {
        index();
        return LOOK;
    }

    /** One at a time, since each may read the whole catalogue. */
    private synchronized SearchIndex index() {
        String state = entries.state();
        Known before = known;
        if (state.equals(before.state())) {
            return before.index();
        }
        SearchIndex index = new SearchIndex(entries.names());
        known = new Known(state, index, categories.categories());
        log.debug("catalogue.indexed resources={}", index.size());
        return index;
    }

    private SearchIndex known() {
        Known now = known;
        return now.state() == null ? index() : now.index();
    }

    /** While somebody types; answered from memory. */
    public List<Choice> complete(String typed, @Nullable String categoryTyped) {
        String category = categoryTyped == null ? null : category(categoryTyped).orElse(null);
        Map<String, Choice> byName = new LinkedHashMap<>();
        for (SearchIndex.Listed one :
                known.index().search(typed, category, MOST_CHOICES).best()) {
            String value = ResourceRef.written(one.key(), one.name());
            String name = ShortText.cut(one.name() + " · " + one.category(), MOST_NAME);
            String other = byName.containsKey(name)
                    ? ShortText.cut(one.name() + " · " + one.key().urlKey(), MOST_NAME)
                    : name;
            byName.putIfAbsent(other, new Choice(other, value));
        }
        return List.copyOf(byName.values());
    }

    /** The categories that fit what is typed, in the catalogue's order. */
    public List<Choice> completeCategory(String typed) {
        String plain = PlainWords.joined(typed);
        WordMatch match = new WordMatch(plain);
        Map<String, Choice> byName = new LinkedHashMap<>();
        known.categories().stream()
                .filter(category -> plain.isEmpty()
                        || PlainWords.joined(category.name()).contains(plain)
                        || likeness(match, category) > WordMatch.NONE)
                .forEach(category -> {
                    String id = ShortText.cut(category.id(), MOST_NAME);
                    String name = ShortText.cut(category.name(), MOST_NAME);
                    String shown = name.isEmpty() || byName.containsKey(name) ? id : name;
                    // Discord takes no choice without a name.
                    if (!shown.isEmpty()) {
                        byName.putIfAbsent(shown, new Choice(shown, id));
                    }
                });
        return byName.values().stream().limit(MOST_CHOICES).toList();
    }

    /** In the catalogue's order, each once. */
    public List<String> categoryNames(int most) {
        return known.categories().stream()
                .map(category -> ShortText.cut(category.name(), most))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** What was sent: a choice, or text that was typed and not chosen. */
    public Answer find(String sent, @Nullable String categorySent) {
        SearchIndex index = known();
        if (index.size() == 0) {
            return new Answer.NoCatalogue();
        }
        Optional<ResourceRef> chosen = ResourceRef.read(sent);
        if (chosen.isPresent()) {
            return index.withRef(chosen.get().ref())
                    .flatMap(one -> entries.find(one.key()))
                    .<Answer>map(Answer.One::new)
                    .orElseGet(() -> new Answer.Gone(chosen.get().name()));
        }
        Optional<String> category = categorySent == null ? Optional.empty() : category(categorySent);
        if (categorySent != null && category.isEmpty()) {
            return new Answer.NoCategory(nearestCategories(categorySent));
        }
        String plain = PlainWords.joined(sent);
        if (plain.isEmpty()) {
            return new Answer.None(List.of());
        }
        SearchIndex.Hits hits = index.search(sent, category.orElse(null), MOST_LISTED);
        List<Entry> found = entries(hits.best());
        if (!hits.complete() || found.isEmpty()) {
            List<Entry> nearest = found.isEmpty() ? entries(index.nearest(sent, MOST_NEAREST)) : found;
            return new Answer.None(nearest.subList(0, Math.min(nearest.size(), MOST_NEAREST)));
        }
        boolean named = PlainWords.joined(found.getFirst().name()).equals(plain);
        return named || found.size() == 1
                ? new Answer.One(found.getFirst())
                : new Answer.Several(found, Math.max(found.size(), hits.total()));
    }

    /** Any one; empty where there is none. */
    public Optional<Entry> random() {
        SearchIndex index = known();
        return index.size() == 0
                ? Optional.empty()
                : entries.find(index.at(ThreadLocalRandom.current().nextInt(index.size()))
                        .key());
    }

    private List<Entry> entries(List<SearchIndex.Listed> listed) {
        return listed.stream()
                .map(SearchIndex.Listed::key)
                .map((Key key) -> entries.find(key))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Id of the category with that id or name, or with a name that is nearly it. */
    private Optional<String> category(String typed) {
        List<CatalogQueries.Category> all = known.categories();
        String plain = PlainWords.joined(typed);
        return all.stream()
                .filter(category -> ShortText.cut(category.id(), MOST_NAME).equals(typed))
                .findFirst()
                .or(() -> all.stream()
                        .filter(category -> PlainWords.joined(category.name()).equals(plain))
                        .findFirst())
                .map(CatalogQueries.Category::id);
    }

    private List<String> nearestCategories(String typed) {
        String plain = PlainWords.joined(typed);
        if (plain.isEmpty()) {
            return List.of();
        }
        WordMatch match = new WordMatch(plain);
        return known.categories().stream()
                .filter(category -> likeness(match, category) > WordMatch.NONE)
                .sorted(Comparator.comparingInt(category -> -likeness(match, category)))
                .limit(MOST_NEAREST)
                .map(CatalogQueries.Category::name)
                .toList();
    }

    /** Of its whole name, or of that word of it that comes nearest. */
    private static int likeness(WordMatch match, CatalogQueries.Category category) {
        return Stream.concat(Stream.of(PlainWords.joined(category.name())), PlainWords.in(category.name()).stream())
                .mapToInt(match::of)
                .max()
                .orElse(WordMatch.NONE);
    }
}
