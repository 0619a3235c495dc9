package dev.gatewaysync.discord.send;

import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.discord.compose.ForumPost;
import dev.gatewaysync.discord.compose.OutgoingMessage;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.service.trace.TraceStep;
import dev.gatewaysync.service.trace.Tracing;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sends a message to Discord as a step of each event that it shows; every try is one of its own. */
@Component
final class TracedSender {
    private final MessageSender sender;
    private final PostTitle titles;
    private final Tracing tracing;

    TracedSender(MessageSender sender, PostTitle titles, Tracing tracing) {
        this.sender = sender;
        this.titles = titles;
        this.tracing = tracing;
    }

    /** A new message, or an edit of the one that {@code message} names. */
    RestResult send(OutgoingMessage message, Destination.Channel channel) throws InterruptedException {
        List<TraceStep> steps = message.deliveries().stream().map(this::begin).toList();
        try {
            String edited = message.messageToEdit();
            RestResult result = edited == null
                    ? sender.create(channel, message.message(), message.nonce(), ForumPost.of(message, titles))
                    : sender.edit(message.first().target(), channel, edited, message.message());
            if (result instanceof RestResult.Refused refused) {
                steps.forEach(step -> step.failed(refused.failure().message()));
            }
            return result;
        } finally {
            steps.reversed().forEach(TraceStep::close);
        }
    }

    private TraceStep begin(Delivery delivery) {
        TraceStep step = tracing.begin("discord message", Tracing.Kind.CLIENT, delivery.event());
        step.tag("gateway.delivery.target", delivery.target());
        step.tag("gateway.delivery.attempt", Integer.toString(delivery.attempts() + 1));
        return step;
    }
}
