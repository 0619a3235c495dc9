package dev.gatewaysync.discord.compose;

import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.PostTitle;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.events.ResourceAdded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a message is filed where it becomes the opening of a forum's post.
 *
 * @param title stays, however the message is edited
 * @param subjects names that a tag may have
 */
public record ForumPost(String title, Set<String> subjects) {
    public ForumPost {
        subjects = Set.copyOf(subjects);
    }

    public static ForumPost of(OutgoingMessage message, PostTitle titles) {
        return new ForumPost(titles.of(message.first().event(), message.message()), subjects(message.deliveries()));
    }

    public static ForumPost ofStatistics(Message message) {
        return new ForumPost(PostTitle.shortened(message.title()), Set.of("statistics"));
    }

    private static Set<String> subjects(List<Delivery> deliveries) {
        Set<String> subjects = new HashSet<>();
        for (Delivery delivery : deliveries) {
            subjects.add(delivery.event().type().wireName());
            subjects.add(delivery.event().category().wireName());
            if (delivery.event().event() instanceof ResourceAdded resource) {
                subjects.add(resource.category());
            }
        }
        return subjects;
    }
}
