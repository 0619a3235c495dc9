package dev.gatewaysync.discord.bot.find;

import dev.gatewaysync.storage.catalog.CatalogEntries.Key;
import dev.gatewaysync.storage.catalog.CatalogEntries.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Run by {@code benchmarks/find/run}; no part of a build. The baseline looks through all names for the text as it is, which
 * forgives nothing.
 */
class SearchBenchmark {
    private static final List<String> TYPED =
            List.of("m", "ma", "mar", "marg", "margi", "margin", "marignal", "marignalia serch", "tool");
    private static final int ROUNDS = 20;

    @Test
    void search_beside_a_scan() {
        for (int size : List.of(1_000, 10_000, 100_000)) {
            List<Name> entries = entries(size);
            long began = System.nanoTime();
            SearchIndex index = new SearchIndex(entries.stream());
            double built = (System.nanoTime() - began) / 1e6;
            List<Double> search =
                    times(typed -> index.search(typed, null, 25).best().size());
            List<Double> scan = times(typed -> (int) entries.stream()
                    .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(typed))
                    .limit(25)
                    .count());
            System.out.printf(
                    Locale.ROOT,
                    "BENCHMARK | %,d | %.0f ms | %.2f · %.2f ms | %.2f · %.2f ms | %.2f |%n",
                    size,
                    built,
                    search.get(search.size() / 2),
                    search.getLast(),
                    scan.get(scan.size() / 2),
                    scan.getLast(),
                    search.get(search.size() / 2) / scan.get(scan.size() / 2));
        }
    }

    private interface Search {
        int found(String typed);
    }

    /** In milliseconds, sorted, after as many rounds to warm up. */
    private static List<Double> times(Search search) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < 2 * ROUNDS; round++) {
            for (String typed : TYPED) {
                long began = System.nanoTime();
                search.found(typed);
                if (round >= ROUNDS) {
                    times.add((System.nanoTime() - began) / 1e6);
                }
            }
        }
        times.sort(null);
        return times;
    }

    private static List<Name> entries(int count) {
        Random random = new Random(7);
        List<Name> entries = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            entries.add(entry("c" + i % 40, word(random) + " " + word(random) + " " + word(random), word(random)));
        }
        entries.add(entry("tools", "Marginalia Search", "small web"));
        return entries;
    }

    private static Name entry(String category, String name, String tag) {
        Key key = new Key(category, "host.example/" + name);
        return new Name(key, category, name, List.of(tag));
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 3 + random.nextInt(7); i > 0; i--) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
