package dev.gatewaysync.discord.route;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Decides where an event is shown. */
public final class Planner {
    private final Access access;
    private final Predicate<String> suggested;

    public Planner(Access access) {
        this(access, url -> false);
    }

    /** @param suggested whether a member's suggestion of this address waits for its resource */
    public Planner(Access access, Predicate<String> suggested) {
        this.access = access;
        this.suggested = suggested;
    }

    /**
     * The targets of an event, in the order of planning; empty for one that is shown nowhere.
     *
     * @throws dev.gatewaysync.events.MalformedEventException if the data does not fit the type
     */
    public List<String> targets(EventEnvelope event) {
        if (!access.isConfigured()) {
            return List.of();
        }
        return switch (event.type()) {
            case APP_DEPLOYED,
                    CATEGORY_ADDED,
                    FEATURE_RELEASED,
                    MAINTENANCE,
                    BUG_FIXED,
                    MILESTONE_REACHED,
                    APP_STATUS_CHANGED -> {
                event.event();
                yield List.of(Target.ANNOUNCEMENTS);
            }
            case RESOURCE_ADDED -> {
                ResourceAdded resource = (ResourceAdded) event.event();
                yield access.bot() == null ? List.of(Target.ANNOUNCEMENTS) : targets(resource);
            }
            case STATS_UPDATED -> statistics();
            case RESOURCE_SUGGESTED, SUGGESTION_REVIEWED -> {
                event.event();
                yield access.bot() == null ? List.of() : List.of(Target.SUGGESTIONS);
            }
            case RESOURCE_UPDATED,
                    RESOURCE_REMOVED,
                    CATEGORY_UPDATED,
                    SYNC_COMPLETED,
                    SYNC_FAILED,
                    BACKUP_COMPLETED,
                    USER_FEEDBACK,
                    SYNC_REQUESTED -> List.of();
        };
    }

    private List<String> targets(ResourceAdded resource) {
        List<String> targets = new ArrayList<>(List.of(Target.ANNOUNCEMENTS, Target.category(resource.category())));
        if (resource.url() != null && suggested.test(resource.url())) {
            targets.add(Target.SUGGESTIONS);
        }
        return targets;
    }

    /** The messages that show the numbers. */
    public List<String> statistics() {
        if (access.bot() != null) {
            return List.of(Target.STATISTICS_OVERVIEW, Target.STATISTICS_CATEGORIES);
        }
        return access.webhook() == null ? List.of() : List.of(Target.STATISTICS_WEBHOOK);
    }
}
