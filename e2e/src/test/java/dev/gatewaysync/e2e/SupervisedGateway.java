package dev.gatewaysync.e2e;

import static org.awaitility.Awaitility.await;

import dev.gatewaysync.testkit.Pause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A gateway that is started again when it ends, as systemd and Docker do it. */
final class SupervisedGateway implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration START = Duration.ofMinutes(15);

    private final GatewayProcess process;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    private int endedByItself;

    SupervisedGateway(GatewayProcess process) {
        this.process = process;
    }

    GatewayProcess process() {
        return process;
    }

    void start() throws IOException {
        process.start();
        looks.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether it is well, too, nobody waits for: something else may be broken. */
    void kill(Duration away) throws IOException, InterruptedException {
        synchronized (this) {
            process.kill();
            Pause.of(away);
            process.startUnawaited();
        }
        awaitAnswers();
    }

    void freeze(Duration time) throws IOException, InterruptedException {
        process.freeze(time);
    }

    private void awaitAnswers() {
        WebhookClient client = process.client();
        await("the gateway answers")
                .atMost(START)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> client.get("/health").has("status"));
    }

    /** How often it had to be started though nobody had killed it. */
    synchronized int endedByItself() {
        return endedByItself;
    }

    private synchronized void look() {
        if (process.isAlive()) {
            return;
        }
        try {
            endedByItself++;
            process.startUnawaited();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody starts it any more. @return the exit code */
    int terminate() throws InterruptedException {
        endLooking();
        return process.terminate();
    }

    private void endLooking() throws InterruptedException {
        looks.shutdown();
        looks.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws Exception {
        endLooking();
        process.close();
    }
}
