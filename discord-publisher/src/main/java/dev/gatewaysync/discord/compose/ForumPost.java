package dev.gatewaysync.discord.compose;

import dev.gatewaysync.discord.card.Message;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.VisibleText;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    private static final int LONGEST_TITLE = 100;

    public ForumPost {
        title = cut(VisibleText.trimmed(title.replaceAll("[\\s\\u0085\\u2028\\u2029]+", " ")));
        subjects = Set.copyOf(subjects);
    }

    public static ForumPost of(OutgoingMessage outgoingMessage) {
        return new ForumPost(title(outgoingMessage), subjects(outgoingMessage.deliveries()));
    }

    /** A card that is edited has a title that stays true. */
    private static String title(OutgoingMessage outgoingMessage) {
        GatewayEvent event = outgoingMessage.first().event().event();
        if (event instanceof Maintenance maintenance) {
            return "🔧 Maintenance: " + maintenance.message();
        }
        if (event instanceof AppStatusChanged status && status.incident() != null) {
            return "🚨 Incident of "
                    + LocalDate.ofInstant(outgoingMessage.first().event().timestamp(), ZoneOffset.UTC);
        }
        return outgoingMessage.message().title();
    }

    public static ForumPost ofStatistics(Message message) {
        return new ForumPost(message.title(), Set.of("statistics"));
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

    private static String cut(String text) {
        if (text.isEmpty()) {
            return "Update";
        }
        if (text.length() <= LONGEST_TITLE) {
            return text;
        }
        int end = LONGEST_TITLE - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
