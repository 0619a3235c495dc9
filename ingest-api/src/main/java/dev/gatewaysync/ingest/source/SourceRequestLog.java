package dev.gatewaysync.ingest.source;

import dev.gatewaysync.ingest.outage.RedisAvailability;
import dev.gatewaysync.service.loop.BackgroundService;
import dev.gatewaysync.service.reload.SourceRequests;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/**
 * Puts requests on record behind their answers. What comes faster than Redis takes it, or while Redis is away, is left out: it
 * is for people to look at.
 */
@Component
public class SourceRequestLog extends BackgroundService {
    private static final int MOST_WAITING = 100;

    private final SourceRequests requests;
    private final RedisAvailability redisAvailability;
    private final BlockingQueue<SourceCall.Record> waiting = new LinkedBlockingQueue<>(MOST_WAITING);

    SourceRequestLog(StringRedisTemplate redis, RedisAvailability redisAvailability) {
        super("source-requests");
        this.requests = new SourceRequests(redis);
        this.redisAvailability = redisAvailability;
    }

    /** Returns at once. */
    public void add(SourceCall.Record record) {
        waiting.offer(record);
    }

    @Override
    protected Duration round() throws InterruptedException {
        SourceCall.Record record = waiting.poll(1, TimeUnit.HOURS);
        if (record != null) {
            redisAvailability.call(
                    () -> {
                        requests.add(record.source(), record.request().get());
                        return true;
                    },
                    () -> false);
        }
        return Duration.ZERO;
    }
}
