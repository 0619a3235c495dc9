package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogFuzzTest {
    private static final List<String> CORPUS = List.of(
            "{\"sections\": [{\"title\": \"A\", \"tools\": [{\"name\": \"L\", \"url\": \"https://l.example\", \"tags\": [1]}]}]}",
            "{\"sections\": {\"a\": {\"b\": []}, \"c\": null}}",
            "{\"resources\": [{\"name\": 7, \"url\": \"http://x.example:80/?utm_a=1&b\", \"category\": \"A b\"}, {}]}",
            "{\"categories\": [{\"id\": 1, \"name\": \"x\", \"count\": \"2\", \"icon\": \"fa-x\"}], \"metadata\": {\"totalCount\": 1e2}}",
            "[{\"name\": \"A\", \"url\": \"https://a.example/%7e\", \"category\": \"ü\"}, [], [[{}]], 3]",
            "{\"a\": [[{\"name\": \"\\u0000\\ud800\", \"url\": \"htps:/x\"}], {\"title\": [], \"url\": {}}]}");
    private static final String PIECES = "{}[],:\"\\0/?#&=%.htps www.é\u0000nullname url tags category id e9-";

    /** The whole class of inputs: pieces of JSON put where they do not belong. Seeded, so that a failure comes again. */
    @Test
    void nothing_that_is_answered_breaks_the_reader() {
        Random random = new Random(11);
        for (String seed : CORPUS) {
            for (int i = 0; i < 1_500; i++) {
                StringBuilder text = new StringBuilder(seed);
                for (int change = 0; change <= i % 4; change++) {
                    int at = random.nextInt(text.length());
                    switch (random.nextInt(4)) {
                        case 0 -> text.setCharAt(at, PIECES.charAt(random.nextInt(PIECES.length())));
                        case 1 -> text.deleteCharAt(at);
                        case 2 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
                        default -> {
                            String other = CORPUS.get(random.nextInt(CORPUS.size()));
                            int from = random.nextInt(other.length());
                            text.insert(at, other, from, Math.min(other.length(), from + random.nextInt(40)));
                        }
                    }
                }
                String json = text.toString();
                assertThatCode(() -> CatalogFuzz.fuzzerTestOneInput(json.getBytes(StandardCharsets.UTF_8)))
                        .as(json)
                        .doesNotThrowAnyException();
            }
        }
    }
}
