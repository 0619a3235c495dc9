package dev.gatewaysync.discord.lane;

import dev.gatewaysync.discord.outbox.DeliveryQueries;
import dev.gatewaysync.discord.outbox.PublisherMetrics;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What waits in the outbox, for whom. */
@Component
final class LaneBacklog {
    private final DeliveryQueries deliveries;
    private final ChannelDirectory directory;
    private final PublisherMetrics metrics;

    LaneBacklog(DeliveryQueries deliveries, ChannelDirectory directory, PublisherMetrics metrics) {
        this.deliveries = deliveries;
        this.directory = directory;
        this.metrics = metrics;
    }

    /** Each target that something waits for, with what it stands for. The metric says how many wait for each channel. */
    Map<String, Destination> waiting() {
        Map<String, Destination> waiting = new LinkedHashMap<>();
        Map<String, Long> byChannel = new LinkedHashMap<>();
        deliveries.backlog().forEach((target, count) -> {
            Destination destination = directory.destination(target);
            waiting.put(target, destination);
            if (destination instanceof Destination.Channel channel) {
                byChannel.merge(channel.name(), count, Long::sum);
            }
        });
        metrics.backlog(byChannel);
        return waiting;
    }
}
