package dev.gatewaysync.benchmark.worker;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.history.HistorySearch;
import dev.gatewaysync.storage.history.HistorySearch.Question;
import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.storage.history.UpdateFilter;
import dev.gatewaysync.storage.history.UpdateHistory;
import dev.gatewaysync.storage.history.UpdateHistory.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * {@code SearchedUpdates DATABASE_URL ROWS}: pages of 50 updates (of an earlier run, if the
 * database has any) that are found by words, each beside the newest page of all in the
 * same round. Titles and descriptions are 18 to 30 words out of 20,000, of which few are frequent, as in a language. Prints
 * {@code fill 0 millis} for what an earlier version recorded to be found by words, then a line for each search: {@code name hits
 * median-micros p99-micros baseline-median-micros baseline-p99-micros}.
 */
public final class SearchedUpdates {
    private static final int PAGE = 50;
    private static final int ROUNDS = 200;
    private static final int SLOW_ROUNDS = 5;
    private static final int WORDS = 20_000;
    private static final int OLD = 5_000;
    private static final long START = Instant.parse("2025-01-01T00:00:00Z").toEpochMilli();

    private final String[] words = new String[WORDS];
    private final Random random = new Random(7);

    private SearchedUpdates() {
        for (int i = 0; i < WORDS; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 3 + random.nextInt(7); word.length() < length; ) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
    }

    public static void main(String[] args) throws SQLException {
        int rows = Integer.parseInt(args[1]);
        SearchedUpdates benchmark = new SearchedUpdates();
        try (Database database = Database.open(args[0])) {
            if (new UpdateHistory(database.jdbc()).extent().isEmpty()) {
                benchmark.fill(database, rows);
            }
            long start = System.nanoTime();
            SearchableUpdates searchable = new SearchableUpdates(database);
            for (int added = searchable.addMissing(); added > 0; ) {
                added = searchable.addMissing();
            }
            System.out.println("fill 0 " + (System.nanoTime() - start) / 1_000_000);
            try (Connection connection = database.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("ANALYZE");
            }
            benchmark.measure(new HistorySearch(database), rows);
        }
    }

    private void measure(HistorySearch search, int rows) {
        UpdateFilter type = new UpdateFilter("type-3", null, null, null);
        UpdateFilter failed = new UpdateFilter(null, null, null, UpdateFilter.SyncedStatus.FAILED);
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("one-update", all("zebrafish"));
        questions.put("every-third", all("release"));
        questions.put("the-oldest-5000-only", all("ancient"));
        questions.put("two-words", all("release " + words[2]));
        questions.put("phrase", all("\"" + words[0] + " " + words[1] + "\""));
        questions.put("one-letter", all("q"));
        questions.put("three-letters", all(words[40].substring(0, 3)));
        questions.put("beginning-of-an-id", all("id-" + rows / 2));
        questions.put("word-and-type", new Question("release", type));
        questions.put("word-and-failed", new Question("release", failed));
        questions.put("no-such-word", all("ebrafis"));
        Question none = all(null);
        for (Map.Entry<String, Question> entry : questions.entrySet()) {
            int rounds = entry.getKey().equals("no-such-word") ? SLOW_ROUNDS : ROUNDS;
            int hits = 0;
            for (int i = 0; i < rounds / 10 + 1; i++) {
                hits = search.older(entry.getValue(), null, PAGE).size();
                search.older(none, null, PAGE);
            }
            long[] searched = new long[rounds];
            long[] baseline = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                searched[i] = micros(search, entry.getValue(), null);
                baseline[i] = micros(search, none, null);
            }
            print(entry.getKey(), hits, searched, baseline);
        }
        Position middle = new Position(START + rows / 2 * 1_000L, rows / 2);
        long[] searched = new long[ROUNDS];
        long[] baseline = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            searched[i] = micros(search, all("release"), middle);
            baseline[i] = micros(search, none, middle);
        }
        print("every-third,-from-the-middle", PAGE, searched, baseline);
    }

    private static Question all(@Nullable String text) {
        return new Question(text, UpdateFilter.ALL);
    }

    private static long micros(HistorySearch search, Question question, @Nullable Position than) {
        long start = System.nanoTime();
        search.older(question, than, PAGE);
        return (System.nanoTime() - start) / 1_000;
    }

    private static void print(String name, int hits, long[] searched, long[] baseline) {
        Arrays.sort(searched);
        Arrays.sort(baseline);
        System.out.println(String.join(
                " ",
                name,
                hits + "",
                searched[searched.length / 2] + "",
                searched[searched.length * 99 / 100] + "",
                baseline[baseline.length / 2] + "",
                baseline[baseline.length * 99 / 100] + ""));
    }

    private String text(int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            double place = random.nextDouble();
            text.append(i == 0 ? "" : " ").append(words[(int) (WORDS * place * place * place)]);
        }
        return text.toString();
    }

    /** As an earlier version has recorded them. */
    private void fill(Database database, int rows) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement event = connection.prepareStatement("""
                            INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                              recorded_at, listed_at, details, settled_at)
                            VALUES (?, ?, 'main-app', 'features', 'low', ?, ?, ?, ?, ?, ?, ?)""");
                    PreparedStatement delivery = connection.prepareStatement("""
                            INSERT INTO delivery (event_id, target, status, attempts, body, planned_at, at)
                            VALUES (?, 'updates', ?, 1, '{}', ?, ?)""")) {
                for (int i = 0; i < rows; i++) {
                    long at = START + i * 1_000L;
                    String title = text(6 + random.nextInt(4));
                    String description = text(12 + random.nextInt(9)) + (i % 3 == 0 ? " release" : "")
                            + (i == rows / 3 ? " zebrafish" : "") + (i < OLD ? " ancient" : "");
                    String id = "id-" + i + "-" + Long.toHexString(random.nextLong());
                    event.setString(1, id);
                    event.setString(2, "type-" + i % 10);
                    event.setString(3, "Bug fixed: " + title);
                    for (int time = 4; time <= 7; time++) {
                        event.setLong(time, at);
                    }
                    event.setString(8, "{\"title\":\"" + title + "\",\"description\":\"" + description + "\"}");
                    event.setLong(9, at);
                    event.addBatch();
                    delivery.setString(1, id);
                    delivery.setString(2, i % 50_000 == 0 ? "failed" : "sent");
                    delivery.setLong(3, at);
                    delivery.setLong(4, at);
                    delivery.addBatch();
                    if ((i + 1) % 5_000 == 0 || i + 1 == rows) {
                        event.executeBatch();
                        delivery.executeBatch();
                        connection.commit();
                    }
                }
            }
        }
    }
}
