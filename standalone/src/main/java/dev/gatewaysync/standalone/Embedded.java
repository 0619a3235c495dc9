package dev.gatewaysync.standalone;

import dev.gatewaysync.embedded.EmbeddedBroker;
import dev.gatewaysync.embedded.EmbeddedRedis;
import dev.gatewaysync.embedded.EmbeddedStartException;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The parts that the settings name no server for.
 *
 * @param parts running, to be closed
 * @param settings how the services reach them
 */
record Embedded(List<AutoCloseable> parts, Map<String, String> settings) {

    static Embedded start(DataDirectory directory, Settings given, Story story) {
        List<AutoCloseable> parts = new ArrayList<>();
        List<String> own = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        CompletableFuture<@Nullable EmbeddedBroker> broker =
                given.text("RABBITMQ_URL").isPresent()
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.supplyAsync(() -> story.step(
                                "broker (embedded)", () -> EmbeddedBroker.start(directory.resolve("broker"))));
        if (given.text("REDIS_URL").isEmpty()) {
            EmbeddedRedis redis = story.step("Redis (embedded)", () -> startedRedis(directory));
            parts.add(redis);
            own.add("redis");
            settings.put("REDIS_URL", redis.url());
        }
        EmbeddedBroker started = started(broker);
        if (started != null) {
            parts.add(started);
            own.add("broker");
            settings.put("RABBITMQ_URL", started.url());
        }
        settings.put("GATEWAY_EMBEDDED", String.join(",", own));
        settings.put("DATABASE_URL", "jdbc:sqlite:" + directory.resolve("gateway.db"));
        return new Embedded(parts, settings);
    }

    private static EmbeddedRedis startedRedis(DataDirectory directory) {
        try {
            return EmbeddedRedis.start(directory.resolve("redis"));
        } catch (EmbeddedStartException e) {
            throw new StartFailedException(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable EmbeddedBroker started(CompletableFuture<@Nullable EmbeddedBroker> broker) {
        try {
            return broker.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EmbeddedStartException sentence) {
                throw new StartFailedException(String.valueOf(sentence.getMessage()));
            }
            throw e;
        }
    }
}
