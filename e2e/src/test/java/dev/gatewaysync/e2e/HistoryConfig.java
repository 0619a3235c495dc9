package dev.gatewaysync.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Own types and where they are shown: one channel, two, and with a webhook that of the webhook. */
final class HistoryConfig {
    private static final String ANNOUNCEMENTS = "updates";

    private final Path file;
    private final boolean webhook;

    /** An event that is sent, and where it has to be shown. */
    record Event(String type, String data, List<String> channels) {}

    /** @param webhook whether {@code PLACE_WEBHOOK_URL} is a webhook of {@code place-3} */
    HistoryConfig(Path directory, boolean webhook) throws IOException {
        this.file = directory.resolve("gateway.yml");
        this.webhook = webhook;
        write(0);
    }

    Path file() {
        return file;
    }

    static List<String> channels() {
        return List.of("place-1", "place-2", "place-3");
    }

    /** As when somebody takes another colour: no event is shown anywhere else. A card says its text once. */
    void write(int color) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "version: 1",
                "types:",
                "  news-1: { fields: { text: text! } }",
                "  news-2: { fields: { text: text! } }",
                "  news-3: { fields: { text: text! } }",
                "cards:",
                "  news-1: { title: \"{{ text }}\", color: \"#%06X\" }".formatted(color),
                "  news-2: { title: \"{{ text }}\" }",
                "  news-3: { title: \"{{ text }}\" }",
                "targets:",
                "  one: { channel: place-1 }",
                "  two: { channel: place-2 }"));
        if (webhook) {
            lines.add("  three: { webhook: \"${PLACE_WEBHOOK_URL}\" }");
        }
        lines.add("routes:");
        lines.add("  - { when: \"type = 'news-1'\", to: [one] }");
        lines.add("  - { when: \"type = 'news-2'\", to: [two, announcements] }");
        if (webhook) {
            lines.add("  - { when: \"type = 'news-3'\", to: [three] }");
        }
        Path written = Files.write(file.resolveSibling("gateway.yml.new"), lines);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** @param turn of those that are shown; null for one that is in the history alone */
    Event event(@Nullable Integer turn, String mark) {
        if (turn == null) {
            return new Event(
                    "resource-updated", "{\"name\":\"Tool %s\",\"category\":\"Tools\"}".formatted(mark), List.of());
        }
        String text = "{\"text\":\"News %s\"}".formatted(mark);
        return switch (turn % (webhook ? 4 : 3)) {
            case 0 -> new Event("bug-fixed", "{\"title\":\"Bug %s\"}".formatted(mark), List.of(ANNOUNCEMENTS));
            case 1 -> new Event("news-1", text, List.of("place-1"));
            case 2 -> new Event("news-2", text, List.of("place-2", ANNOUNCEMENTS));
            default -> new Event("news-3", text, List.of("place-3"));
        };
    }
}
