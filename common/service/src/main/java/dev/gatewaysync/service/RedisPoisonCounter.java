package dev.gatewaysync.service;

import dev.gatewaysync.messaging.PoisonCounter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/** Keys {@code gateway:poison:<queue>:<message id>}, kept a day. Without Redis nothing is counted. */
final class RedisPoisonCounter implements PoisonCounter {
    private static final Logger log = LoggerFactory.getLogger(RedisPoisonCounter.class);
    private static final Duration TTL = Duration.ofDays(1);

    private final StringRedisTemplate redis;

    RedisPoisonCounter(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public int increment(String queue, String messageId) {
        try {
            String key = key(queue, messageId);
            Long count = redis.opsForValue().increment(key);
            redis.expire(key, TTL);
            return count == null ? 0 : count.intValue();
        } catch (DataAccessException e) {
            log.debug("Deliveries cannot be counted while Redis is away: {}", e.toString());
            return 0;
        }
    }

    @Override
    public void forget(String queue, String messageId) {
        try {
            redis.delete(key(queue, messageId));
        } catch (DataAccessException e) {
            log.debug("A count stays until it expires, because Redis is away: {}", e.toString());
        }
    }

    private static String key(String queue, String messageId) {
        return "gateway:poison:" + queue + ":" + messageId;
    }
}
