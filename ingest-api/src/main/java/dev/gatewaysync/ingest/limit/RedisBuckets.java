package dev.gatewaysync.ingest.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/** Token buckets at {@code gateway:rate:ingest:<client>}, kept until they would be full again. */
@Component
class RedisBuckets {
    private static final String PREFIX = "gateway:rate:ingest:";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofSeconds(3);

    private final LettuceConnectionFactory connectionFactory;
    private @Nullable ProxyManager<String> manager;
    private long retryAt = System.nanoTime();

    RedisBuckets(LettuceConnectionFactory connectionFactory) {
        this.connectionFactory = connectionFactory;
    }

    /** @throws RuntimeException if Redis is away and was not connected to before */
    Bucket bucket(String client, BucketConfiguration configuration) {
        // Requests of one client that come together make one round trip together.
        return manager()
                .builder()
                .withOptimization(Optimizations.batching())
                .build(PREFIX + client, () -> configuration);
    }

    private synchronized ProxyManager<String> manager() {
        if (manager == null) {
            if (System.nanoTime() < retryAt) {
                // Those who waited while the first one tried must not each try for as long.
                throw new IllegalStateException("Redis could not be connected to a moment ago");
            }
            retryAt = System.nanoTime() + RETRY.toNanos();
            RedisClient client = (RedisClient) connectionFactory.getRequiredNativeClient();
            // The factory closes it together with its client.
            StatefulRedisConnection<String, byte[]> connection =
                    client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            manager = Bucket4jLettuce.casBasedBuilder(connection)
                    .requestTimeout(TIMEOUT)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                    .build();
        }
        return manager;
    }
}
