package dev.gatewaysync.sync.schedule;

import dev.gatewaysync.sync.PeriodicTask;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService lockRenewal() {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("lock-renewal").daemon().factory());
    }

    @Bean
    ClusterLock clusterLock(StringRedisTemplate redis, ScheduledExecutorService lockRenewal) {
        return new ClusterLock(redis, lockRenewal);
    }

    @Bean
    PeriodicTask syncTicks(SyncSchedule schedule) {
        return new PeriodicTask("sync-schedule", Duration.ofSeconds(3), Duration.ofSeconds(1), schedule::tick);
    }

    @Bean
    SchedulePauseWork schedulePauseWork(ScheduleStates states) {
        return new SchedulePauseWork(states, true);
    }

    @Bean
    SchedulePauseWork scheduleResumeWork(ScheduleStates states) {
        return new SchedulePauseWork(states, false);
    }
}
