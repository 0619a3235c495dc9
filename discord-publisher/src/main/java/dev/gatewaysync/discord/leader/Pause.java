package dev.gatewaysync.discord.leader;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waiting that a stop ends; the {@link LeaderScope} has one for all that it runs. */
@Component
@LeaderScoped
public final class Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    public void stop() {
        stopped.countDown();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** False if the stop came first. */
    public boolean sleep(Duration time) throws InterruptedException {
        return !stopped.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }
}
