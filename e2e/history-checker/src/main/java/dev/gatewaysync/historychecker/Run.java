package dev.gatewaysync.historychecker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that was seen of one run from outside, as README.md describes the files. A file that is not there was not
 * written, and what it would show is not checked.
 *
 * @param sent in the order of sending, each as often as it was sent
 * @param history newest first
 * @param shown in the order of each channel
 */
record Run(
        List<Sent> sent,
        List<JsonNode> history,
        Optional<List<Shown>> shown,
        List<String> failed,
        Optional<List<Requested>> requests,
        Optional<List<Received>> receipts,
        Optional<JsonNode> statistics) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * One request of a sender.
     *
     * @param sender sends one after the other, each after the answer to the last
     * @param mark a word that stands in this event and in no other
     * @param key its idempotency key, or null
     * @param status null if no answer came
     * @param channels where it has to be shown
     */
    record Sent(
            String sender,
            String mark,
            String type,
            @Nullable String key,
            @Nullable Integer status,
            @Nullable String id,
            List<String> channels) {

        boolean isAccepted() {
            return status != null && status == 202;
        }
    }

    /** A message as it stands in the end. */
    record Shown(String channel, String message, String text) {}

    /**
     * A request to Discord.
     *
     * @param at seconds on a clock that never steps
     * @param retryAfter seconds told by a 429
     */
    record Requested(
            double at,
            String method,
            String path,
            int status,
            @Nullable Double retryAfter,
            boolean global) {}

    /**
     * What the main app was sent.
     *
     * @param id of the delivery ({@code webhook-id}), stable over its repeats
     * @param event the id in the body
     */
    record Received(String id, String event, int status) {}

    static Run read(Path folder) throws IOException {
        return new Run(
                lines(folder.resolve("sent.ndjson"), Sent.class).orElse(List.of()),
                lines(folder.resolve("history.ndjson"), JsonNode.class).orElse(List.of()),
                lines(folder.resolve("shown.ndjson"), Shown.class),
                lines(folder.resolve("failed.ndjson"), JsonNode.class).orElse(List.of()).stream()
                        .map(failed -> failed.path("id").asString(""))
                        .toList(),
                lines(folder.resolve("requests.ndjson"), Requested.class),
                lines(folder.resolve("receipts.ndjson"), Received.class),
                Files.exists(folder.resolve("stats.json"))
                        ? Optional.of(JSON.readTree(Files.readAllBytes(folder.resolve("stats.json"))))
                        : Optional.empty());
    }

    private static <T> Optional<List<T>> lines(Path file, Class<T> type) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return Optional.of(lines.filter(line -> !line.isBlank())
                    .map(line -> JSON.readValue(line, type))
                    .toList());
        }
    }
}
