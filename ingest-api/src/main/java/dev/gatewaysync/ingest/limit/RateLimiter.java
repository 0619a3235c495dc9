package dev.gatewaysync.ingest.limit;

import dev.gatewaysync.ingest.answer.ApiException;
import dev.gatewaysync.ingest.answer.ProblemType;
import dev.gatewaysync.ingest.outage.RedisAvailability;
import dev.gatewaysync.ingest.signature.CallerId;
import dev.gatewaysync.service.settings.Settings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Counts each client's requests over all instances, in Redis; while Redis is away, each instance counts for itself. A
 * client starts with its whole allowance and gets it back evenly over the period.
 */
@Component
public final class RateLimiter {
    /** Clients remembered at a time; a flood of addresses makes this forget, not grow. */
    private static final int MAX_CLIENTS = 10_000;

    private final Optional<RateLimit> limit;
    private final RedisBuckets redisBuckets;
    private final RedisAvailability redisAvailability;
    private final Map<CallerId, Bucket> shared = new ConcurrentHashMap<>();
    private final Map<CallerId, Bucket> local = new ConcurrentHashMap<>();

    RateLimiter(Settings settings, RedisBuckets redisBuckets, RedisAvailability redisAvailability) {
        this.limit = RateLimit.read(settings);
        this.redisBuckets = redisBuckets;
        this.redisAvailability = redisAvailability;
    }

    /** @throws ApiException if this client has used up its allowance, saying when it may come again */
    public void count(CallerId caller) {
        if (limit.isEmpty()) {
            return;
        }
        BucketConfiguration configuration = configuration(limit.get());
        refuseIfEmpty(redisAvailability.call(
                () -> consume(bounded(shared)
                        .computeIfAbsent(caller, name -> redisBuckets.bucket(name.name(), configuration))),
                () -> consumeHere(caller, configuration)));
    }

    /** As {@link #count}, but for this instance alone, without asking Redis. */
    public void countHere(CallerId caller) {
        limit.ifPresent(rate -> refuseIfEmpty(consumeHere(caller, configuration(rate))));
    }

    private ConsumptionProbe consumeHere(CallerId caller, BucketConfiguration configuration) {
        return consume(bounded(local).computeIfAbsent(caller, name -> localBucket(configuration)));
    }

    private void refuseIfEmpty(ConsumptionProbe probe) {
        if (!probe.isConsumed() && limit.isPresent()) {
            throw ApiException.retryLater(
                    ProblemType.RATE_LIMITED,
                    "More than " + limit.get().requests() + " requests in "
                            + limit.get().period().toSeconds() + " s; see Retry-After",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    private static ConsumptionProbe consume(Bucket bucket) {
        return bucket.tryConsumeAndReturnRemaining(1);
    }

    private static Map<CallerId, Bucket> bounded(Map<CallerId, Bucket> buckets) {
        if (buckets.size() >= MAX_CLIENTS) {
            buckets.clear();
        }
        return buckets;
    }

    private static Bucket localBucket(BucketConfiguration configuration) {
        return Bucket.builder().addLimit(configuration.getBandwidths()[0]).build();
    }

    private static BucketConfiguration configuration(RateLimit limit) {
        return BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.requests()).refillGreedy(limit.requests(), limit.period()))
                .build();
    }
}
