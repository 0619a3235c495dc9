package dev.gatewaysync.ingest.outage;

import dev.gatewaysync.task.OutageGate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps an away Redis from costing anything: from the first command that fails until a ping in the background succeeds, every
 * call takes its other way at once.
 */
@Component
public final class RedisAvailability implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RedisAvailability.class);

    private final OutageGate gate;

    RedisAvailability(StringRedisTemplate redis) {
        this.gate = OutageGate.named("redis-probe")
                .onAway(cause -> log.warn(
                        "redis.away repeats are recognised by event id and limits are counted here: {}", cause))
                .onFailedProbe(failure -> log.debug("Redis is still away: {}", failure.toString()))
                .onBack(probes -> log.info("redis.back"))
                .probing(() -> {
                    redis.execute((RedisCallback<String>) RedisConnectionCommands::ping);
                    return true;
                });
    }

    /** As far as is known without asking. */
    public boolean isAway() {
        return gate.isAway();
    }

    /** What {@code command} says, or {@code otherwise} while Redis is away. */
    public <T> T call(Supplier<T> command, Supplier<T> otherwise) {
        return gate.call(command, otherwise);
    }

    @Override
    public void destroy() {
        gate.close();
    }
}
