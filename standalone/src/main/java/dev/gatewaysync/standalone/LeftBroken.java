package dev.gatewaysync.standalone;

import dev.gatewaysync.console.ConsoleApplication;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.sync.WorkerApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an earlier demo has left given up, its webhook deleted for instance. At each start the simulated Discord is whole, so
 * the demo resumes its targets, as an operator does who has mended the cause.
 */
final class LeftBroken {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LOOK_MILLIS = 100;
    private static final Operator DEMO = Operator.of("demo", Role.OPERATOR, "this machine");

    private final OperatorRequestService requests;
    private final DiscordTargets targets;

    LeftBroken(Gateway gateway) {
        this.requests = gateway.part(ConsoleApplication.DEFINITION, OperatorRequestService.class);
        this.targets = new DiscordTargets(gateway.part(WorkerApplication.DEFINITION, JdbcClient.class));
    }

    /** Returns when all of them are sent to again, or the patience or the process ends. */
    List<String> resume(CountDownLatch stop) throws InterruptedException {
        List<String> dead = dead();
        dead.forEach(target -> requests.resumeTarget(target, DEMO, "the demo begins anew"));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!dead().isEmpty() && Instant.now().isBefore(deadline)) {
            if (stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return dead;
    }

    private List<String> dead() {
        return targets.byName().stream()
                .filter(target -> target.status().equals("dead"))
                .map(DiscordTargets.Target::name)
                .toList();
    }
}
