package dev.gatewaysync.ingest.outage;

import dev.gatewaysync.task.OutageGate;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
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

    private final StringRedisTemplate redis;
    private final OutageGate gate;

    RedisAvailability(StringRedisTemplate redis) {
        this.redis = redis;
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

    /** Begins {@code command} and does not wait for its answer, which may begin an outage. Does nothing while Redis is away. */
    public void tell(Supplier<? extends CompletionStage<?>> command) {
        gate.call(
                () -> command.get().whenComplete((answer, failure) -> {
                    if (failure != null) {
                        gate.report(failure.toString());
                    }
                }),
                () -> null);
    }

    /** Commands that do not wait. What is not answered within the usual time fails. Asking for them may connect. */
    @SuppressWarnings("unchecked")
    public RedisScriptingAsyncCommands<byte[], byte[]> commands() {
        RedisScriptingAsyncCommands<byte[], byte[]> commands =
                redis.execute((RedisCallback<RedisScriptingAsyncCommands<byte[], byte[]>>)
                        connection -> (RedisScriptingAsyncCommands<byte[], byte[]>) connection.getNativeConnection());
        return Objects.requireNonNull(commands);
    }

    @Override
    public void destroy() {
        gate.close();
    }
}
