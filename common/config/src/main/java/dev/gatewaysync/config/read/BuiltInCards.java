package dev.gatewaysync.config.read;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The cards of the built-in types, {@code cards.yml}: a file as every community may write one, which is read once.
 * {@code cards.de.yml} beside it has the same in another language.
 */
public final class BuiltInCards {
    private static final String ENGLISH = "cards.yml";
    private static final Map<String, String> OTHERS = Map.of("de", "cards.de.yml");
    private static final Map<String, Map<String, CardTemplate>> READ = new ConcurrentHashMap<>();

    private BuiltInCards() {}

    /**
     * By the name of the type.
     *
     * @param language such as {@code de}; English where there are none in it
     */
    public static Map<String, CardTemplate> in(String language) {
        return READ.computeIfAbsent(OTHERS.getOrDefault(language, ENGLISH), BuiltInCards::read);
    }

    private static Map<String, CardTemplate> read(String file) {
        ConfigFile read = ConfigFile.of(text(file), name -> Optional.empty());
        if (!read.problems().isEmpty()) {
            throw new IllegalStateException(file + ": " + read.problems());
        }
        GatewayConfig config = read.config();
        return config.cards();
    }

    /** As it was written. */
    static String text(String file) {
        try (InputStream in = Objects.requireNonNull(BuiltInCards.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
