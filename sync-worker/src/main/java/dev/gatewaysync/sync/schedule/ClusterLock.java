package dev.gatewaysync.sync.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import net.javacrumbs.shedlock.core.ClockProvider;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.provider.redis.spring.RedisLockProvider;
import net.javacrumbs.shedlock.support.KeepAliveLockProvider;
import net.javacrumbs.shedlock.support.LockException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Lets one worker of the cluster do a thing at a time. Redis keys {@code gateway:lock:cluster:<name>} that live a minute
 * and are renewed while the work goes on, so that a dead holder's lock is free after a minute at the latest. Redis may
 * lose them: work under a lock must be harmless when done twice.
 */
public final class ClusterLock {
    private static final Logger log = LoggerFactory.getLogger(ClusterLock.class);
    private static final String PREFIX = "gateway:lock";
    private static final String ENVIRONMENT = "cluster";
    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final StringRedisTemplate redis;
    private final LockProvider provider;

    /** @param renewal runs the renewals while locks are held */
    public ClusterLock(StringRedisTemplate redis, ScheduledExecutorService renewal) {
        this.redis = redis;
        this.provider = new KeepAliveLockProvider(
                new RedisLockProvider.Builder(redis)
                        .environment(ENVIRONMENT)
                        .keyPrefix(PREFIX)
                        .build(),
                renewal);
    }

    /**
     * Does the work if no other worker is at it.
     *
     * @return empty if another one is
     * @throws LockUnavailableException if Redis does not answer; then the work is not done
     */
    public <T> Optional<T> tryWith(String name, Supplier<T> work) {
        Optional<SimpleLock> lock = acquire(name);
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            release(name, lock.get());
        }
    }

    /**
     * Whether some worker is at it.
     *
     * @throws LockUnavailableException if Redis does not answer
     */
    public boolean isHeld(String name) {
        try {
            return Boolean.TRUE.equals(redis.hasKey(PREFIX + ":" + ENVIRONMENT + ":" + name));
        } catch (DataAccessException e) {
            throw new LockUnavailableException(e);
        }
    }

    private Optional<SimpleLock> acquire(String name) {
        try {
            return provider.lock(new LockConfiguration(ClockProvider.now(), name, AT_MOST, Duration.ZERO));
        } catch (DataAccessException | LockException e) {
            throw new LockUnavailableException(e);
        }
    }

    private static void release(String name, SimpleLock lock) {
        try {
            lock.unlock();
        } catch (RuntimeException e) {
            log.warn("The lock {} could not be given back and runs out by itself: {}", name, e.toString());
        }
    }
}
