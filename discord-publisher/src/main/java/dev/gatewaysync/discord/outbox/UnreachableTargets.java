package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.Destination;
import java.util.List;
import org.springframework.stereotype.Component;

/** Ends the deliveries of targets that nothing can be sent to. */
@Component
public final class UnreachableTargets {
    private final DeliveryOutbox outbox;
    private final FailedDeliveries failed;
    private final TargetDestinations destinations;
    private final PublisherMetrics metrics;

    public UnreachableTargets(
            DeliveryOutbox outbox, FailedDeliveries failed, TargetDestinations destinations, PublisherMetrics metrics) {
        this.outbox = outbox;
        this.failed = failed;
        this.destinations = destinations;
        this.metrics = metrics;
    }

    /**
     * The server has no channel for it: its deliveries are skipped.
     *
     * @return how many, and why
     */
    public Skipped skip(String target, Destination.Missing missing) {
        String error = "Not shown: the server has no such channel; expected " + missing.expected();
        int skipped = outbox.skipAll(target, error);
        metrics.delivered(target, "skipped", skipped);
        return new Skipped(skipped, error);
    }

    public record Skipped(int deliveries, String reason) {}

    /** Its channel or webhook is gone: its deliveries fail. */
    public void fail(String target, Destination.Dead dead) {
        failed.moveAllToFailed(target, dead.why());
    }

    /**
     * The channel that all of these were sent to has been found gone.
     *
     * @param first of which a delivery found it; its deliveries fail first
     */
    public void failAll(String first, List<String> targets, String channelName) {
        String why = "The channel or webhook is gone: " + channelName;
        for (String target : targets) {
            if (destinations.of(target) instanceof Destination.Dead dead) {
                why = "The channel or webhook is gone: " + channelName + "; " + dead.why();
            }
        }
        failed.moveAllToFailed(first, why);
        for (String target : targets) {
            failed.moveAllToFailed(target, why);
        }
    }
}
