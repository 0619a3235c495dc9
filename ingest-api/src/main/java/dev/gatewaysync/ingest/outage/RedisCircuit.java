package dev.gatewaysync.ingest.outage;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.connection.RedisConnectionCommands;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Keeps an away Redis from costing anything: the first command that fails opens the circuit, and until a ping in the
 * background has succeeded again, every call takes its other way at once.
 */
@Component
public final class RedisCircuit implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(RedisCircuit.class);
    private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

    private final StringRedisTemplate redis;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile boolean closed;

    RedisCircuit(StringRedisTemplate redis) {
        this.redis = redis;
    }

    /** What {@code command} says, or {@code otherwise} while Redis is away. */
    public <T> T call(Supplier<T> command, Supplier<T> otherwise) {
        if (away.get()) {
            return otherwise.get();
        }
        try {
            return command.get();
        } catch (RuntimeException e) {
            open(e);
            return otherwise.get();
        }
    }

    @Override
    public void destroy() {
        closed = true;
    }

    private void open(RuntimeException cause) {
        if (away.compareAndSet(false, true) && !closed) {
            log.warn("redis.away repeats are recognised by event id and limits are counted here: {}", cause.toString());
            Thread.ofVirtual().name("redis-probe").start(this::probe);
        }
    }

    private void probe() {
        while (!closed) {
            try {
                Thread.sleep(PROBE_INTERVAL);
                redis.execute((RedisCallback<String>) RedisConnectionCommands::ping);
                away.set(false);
                log.info("redis.back");
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // An error, too: nobody else closes the circuit.
                log.debug("Redis is still away: {}", e.toString());
            }
        }
    }
}
