package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.compose.MessageBatcher;
import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.leader.LeaderLease;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.outbox.FailedDeliveries;
import dev.gatewaysync.discord.outbox.Tried;
import dev.gatewaysync.discord.picture.ResourcePictures;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.MalformedEventException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What a lane sends next. */
@Component
final class LaneMessages {
    /** More than fit in one message. */
    private static final int LOOK_AHEAD = 20;

    private final DeliveryQueries deliveries;
    private final MessageBatcher batcher;
    private final FailedDeliveries failed;
    private final LeaderLease lease;
    private final ResourcePictures pictures;

    LaneMessages(
            DeliveryQueries deliveries,
            MessageBatcher batcher,
            FailedDeliveries failed,
            LeaderLease lease,
            ResourcePictures pictures) {
        this.deliveries = deliveries;
        this.batcher = batcher;
        this.failed = failed;
        this.lease = lease;
        this.pictures = pictures;
    }

    /** The next open deliveries of these targets, in order; none while another instance may be the leader. */
    List<Delivery> open(Collection<String> targets) {
        if (!lease.isHeld()) {
            return List.of();
        }
        List<Delivery> open = new ArrayList<>();
        targets.forEach(target -> open.addAll(deliveries.open(target, LOOK_AHEAD)));
        open.sort(Comparator.comparingLong(Delivery::seq));
        return open.size() > LOOK_AHEAD ? open.subList(0, LOOK_AHEAD) : open;
    }

    /** As {@link MessageBatcher#next}; empty if the first delivery makes no card, which then has failed. */
    Optional<OutgoingMessage> next(
            List<Delivery> open, Map<String, Destination.Channel> channels, Predicate<Delivery> alone)
            throws InterruptedException {
        try {
            pictures.await(open.stream().map(Delivery::event).toList());
            return Optional.of(batcher.next(open, channels, alone));
        } catch (IllegalArgumentException | ClassCastException | MalformedEventException | StackOverflowError e) {
            failed.moveToFailed(
                    open.get(0),
                    "No card can be made of it: " + Objects.requireNonNullElse(e.getMessage(), e.toString()),
                    Tried.WITHOUT_REQUEST);
            return Optional.empty();
        }
    }
}
