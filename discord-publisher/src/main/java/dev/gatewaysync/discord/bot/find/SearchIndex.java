package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.storage.catalog.CatalogEntries.Key;
import dev.gatewaysync.storage.catalog.CatalogEntries.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one state of the catalogue, found by the words of their names, tags and categories. It does not change, and any
 * thread may search it. A search looks at every different word once and then only at the resources that have a matching one.
 */
final class SearchIndex {
    private static final Comparator<Listed> BY_NAME = Comparator.comparing(
                    (Listed one) -> one.key().categoryId())
            .thenComparing(Listed::name)
            .thenComparing(one -> one.key().urlKey());

    static final SearchIndex EMPTY = new SearchIndex(Stream.empty());

    private static final int MOST_WORDS = 8;
    private static final int IN_NAME = 4;
    private static final int IN_TAG = 2;
    private static final int IN_CATEGORY = 1;
    /** Above any sum of words. */
    private static final int SAME_NAME = 100_000;

    private static final int NAME_BEGINS = 1_000;
    /** In percent of the pairs of letters of both. */
    private static final int LEAST_ALIKE = 25;

    private final List<Listed> listed = new ArrayList<>();
    private final List<Listed> byName;
    private final Map<String, Integer> byRef = new HashMap<>();
    private final Map<String, Postings> postings = new HashMap<>();

    SearchIndex(Stream<Name> names) {
        // The database gives each resource texts of its own for the one category of thousands.
        Map<String, String> categories = new HashMap<>();
        names.forEach(name -> {
            int number = listed.size();
            Key key = new Key(
                    shared(categories, name.key().categoryId()), name.key().urlKey());
            String category = shared(categories, name.category());
            listed.add(new Listed(key, name.name(), category, PlainWords.joined(name.name())));
            byRef.put(ResourceRef.of(key), number);
            add(name.name(), number, IN_NAME);
            name.tags().forEach(tag -> add(tag, number, IN_TAG));
            add(category, number, IN_CATEGORY);
        });
        byName = listed.stream().sorted(BY_NAME).toList();
    }

    private static String shared(Map<String, String> known, String text) {
        return known.computeIfAbsent(text, same -> same);
    }

    private void add(String text, int number, int weight) {
        for (String word : PlainWords.searchable(text)) {
            postings.computeIfAbsent(word, any -> new Postings()).add(number, weight);
        }
    }

    /** @param plainName see {@link PlainWords} */
    record Listed(Key key, String name, String category, String plainName) {}

    /**
     * What was found, the best first.
     *
     * @param total how many there are of them in all
     * @param complete whether each has all the words; otherwise they are those that come nearest
     */
    record Hits(List<Listed> best, int total, boolean complete) {}

    int size() {
        return listed.size();
    }

    Listed at(int number) {
        return listed.get(number);
    }

    /** By {@link ResourceRef}. */
    Optional<Listed> withRef(String ref) {
        return Optional.ofNullable(byRef.get(ref)).map(listed::get);
    }

    /**
     * @param categoryId null for any
     * @param most how many at most
     */
    Hits search(String text, @Nullable String categoryId, int most) {
        List<String> words = PlainWords.in(text);
        if (words.isEmpty()) {
            List<Listed> all =
                    byName.stream().filter(one -> isIn(one, categoryId)).toList();
            return new Hits(all.subList(0, Math.min(all.size(), most)), all.size(), true);
        }
        words = words.subList(0, Math.min(words.size(), MOST_WORDS));
        int[] found = new int[listed.size()];
        int[] score = new int[listed.size()];
        for (String word : words) {
            addScores(word, found, score);
        }
        int all = words.size();
        String plain = String.join(" ", words);
        Hits complete = best(number -> found[number] == all, true, score, plain, categoryId, most);
        return complete.best().isEmpty()
                ? best(number -> found[number] > 0, false, score, plain, categoryId, most)
                : complete;
    }

    /** Those whose names have most pairs of letters in common with a text that no word is found by. */
    List<Listed> nearest(String text, int most) {
        Set<Integer> typed = pairs(PlainWords.joined(text));
        int[] score = new int[listed.size()];
        for (int number = 0; number < score.length; number++) {
            Set<Integer> name = pairs(listed.get(number).plainName());
            int together = typed.size() + name.size();
            name.retainAll(typed);
            score[number] = together == 0 ? 0 : 200 * name.size() / together;
        }
        return best(number -> score[number] >= LEAST_ALIKE, false, score, "", null, most)
                .best();
    }

    private static Set<Integer> pairs(String plain) {
        Set<Integer> pairs = new HashSet<>();
        for (int i = 0; i + 1 < plain.length(); i++) {
            pairs.add(plain.charAt(i) << 16 | plain.charAt(i + 1));
        }
        return pairs;
    }

    private void addScores(String word, int[] found, int[] score) {
        int[] best = new int[listed.size()];
        WordMatch match = new WordMatch(word);
        postings.forEach((known, places) -> {
            int fits = match.of(known);
            if (fits > WordMatch.NONE) {
                places.raise(best, fits);
            }
        });
        for (int number = 0; number < best.length; number++) {
            if (best[number] > 0) {
                found[number]++;
                score[number] += best[number];
            }
        }
    }

    private interface Condition {
        boolean holds(int number);
    }

    private record Scored(Listed one, int score) {
        /** The worst first. */
        static final Comparator<Scored> WORST = Comparator.comparingInt(Scored::score)
                .thenComparing(scored -> -scored.one().name().length())
                .thenComparing(scored -> scored.one().name(), Comparator.reverseOrder());
    }

    private Hits best(
            Condition condition, boolean complete, int[] score, String plain, @Nullable String categoryId, int most) {
        int total = 0;
        PriorityQueue<Scored> best = new PriorityQueue<>(Scored.WORST);
        for (int number = 0; number < score.length; number++) {
            Listed one = listed.get(number);
            if (condition.holds(number) && isIn(one, categoryId)) {
                total++;
                best.add(new Scored(one, score[number] + ofWholeName(one, plain)));
                if (best.size() > most) {
                    best.poll();
                }
            }
        }
        return new Hits(
                best.stream().sorted(Scored.WORST.reversed()).map(Scored::one).toList(), total, complete);
    }

    private static int ofWholeName(Listed one, String plain) {
        if (!plain.isEmpty() && one.plainName().equals(plain)) {
            return SAME_NAME;
        }
        return !plain.isEmpty() && one.plainName().startsWith(plain) ? NAME_BEGINS : 0;
    }

    private static boolean isIn(Listed one, @Nullable String categoryId) {
        return categoryId == null || one.key().categoryId().equals(categoryId);
    }

    /** The resources that have a word, each with where. */
    private static final class Postings {
        private int[] places = new int[4];
        private int size;

        void add(int number, int weight) {
            if (size == places.length) {
                places = Arrays.copyOf(places, size * 2);
            }
            places[size++] = number << 3 | weight;
        }

        void raise(int[] best, int fits) {
            for (int i = 0; i < size; i++) {
                int number = places[i] >>> 3;
                best[number] = Math.max(best[number], fits * (places[i] & 7));
            }
        }
    }
}
