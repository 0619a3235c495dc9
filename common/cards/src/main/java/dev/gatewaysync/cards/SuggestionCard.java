package dev.gatewaysync.cards;

import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.SuggestionReviewed;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A suggestion as its card shows it.
 *
 * <pre>
 *   open --approve--> approved --resource with its URL--> added
 *     \--decline--> declined      (open --resource with its URL--> added)
 * </pre>
 *
 * @param id of the suggestion; the buttons carry it
 * @param addedAs the resource's name and category in the catalogue; null while it is not there
 */
public record SuggestionCard(
        String id,
        Status status,
        @Nullable String user,
        @Nullable String name,
        String url,
        @Nullable String category,
        @Nullable String description,
        @Nullable String messageUrl,
        @Nullable String reviewer,
        @Nullable String addedAs) {
    /** Before the suggestion's id in a button's custom id. */
    public static final String APPROVE = "suggestion:approve:";

    public static final String DECLINE = "suggestion:decline:";

    private static final int ACTION_ROW = 1;
    private static final int BUTTON = 2;
    private static final int GREEN_BUTTON = 3;
    private static final int RED_BUTTON = 4;

    public enum Status {
        OPEN,
        APPROVED,
        DECLINED,
        ADDED
    }

    public static SuggestionCard of(String id, ResourceSuggested event) {
        return new SuggestionCard(
                id,
                Status.OPEN,
                event.user(),
                event.name(),
                event.url(),
                event.category(),
                event.description(),
                event.messageUrl(),
                null,
                null);
    }

    /** Of one whose card was lost. */
    public static SuggestionCard of(SuggestionReviewed event) {
        return new SuggestionCard(
                event.suggestionId(),
                Status.OPEN,
                null,
                event.name(),
                event.url(),
                event.category(),
                null,
                null,
                null,
                null);
    }

    /** Of one whose card was lost. */
    public static SuggestionCard of(String id, ResourceAdded event, String url) {
        return new SuggestionCard(id, Status.OPEN, null, event.name(), url, event.category(), null, null, null, null);
    }

    public SuggestionCard next(SuggestionReviewed event) {
        Status reviewed = event.decision() == SuggestionReviewed.Decision.APPROVED ? Status.APPROVED : Status.DECLINED;
        return with(status == Status.ADDED ? Status.ADDED : reviewed, event.reviewer(), addedAs);
    }

    public SuggestionCard next(ResourceAdded event) {
        return with(Status.ADDED, reviewer, event.name() + " in " + event.category());
    }

    private SuggestionCard with(Status newStatus, @Nullable String newReviewer, @Nullable String newAddedAs) {
        return new SuggestionCard(
                id, newStatus, user, name, url, category, description, messageUrl, newReviewer, newAddedAs);
    }

    /** Whether later events may still change it. */
    public boolean isOpen() {
        return status == Status.OPEN || status == Status.APPROVED;
    }

    /** What its card sees of it. */
    ObjectNode data() {
        ObjectNode data = EventJson.mapper().valueToTree(this);
        if (category == null) {
            data.putNull("category");
        }
        return data.put("status", status.name().toLowerCase(Locale.ROOT));
    }

    /**
     * Buttons while somebody has to decide, else none.
     *
     * @param words of the card, for their labels
     */
    ArrayNode components(Map<String, String> words) {
        ArrayNode rows = EventJson.mapper().createArrayNode();
        if (status == Status.OPEN) {
            ArrayNode buttons = rows.addObject().put("type", ACTION_ROW).putArray("components");
            button(buttons.addObject(), GREEN_BUTTON, words.getOrDefault("approve", "Approve"), APPROVE + id);
            button(buttons.addObject(), RED_BUTTON, words.getOrDefault("decline", "Decline"), DECLINE + id);
        }
        return rows;
    }

    private static void button(ObjectNode button, int style, String label, String customId) {
        button.put("type", BUTTON).put("style", style).put("label", label).put("custom_id", customId);
    }
}
