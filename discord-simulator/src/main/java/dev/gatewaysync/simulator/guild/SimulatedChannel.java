package dev.gatewaysync.simulator.guild;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the guild.
 *
 * @param type Discord's number: {@link #TEXT}, {@link #CATEGORY}, {@link #ANNOUNCEMENT}, {@link #THREAD} or {@link #FORUM}
 * @param parentId the category it is listed under; of a thread, the channel it belongs to
 * @param forumRules what only a forum has
 * @param threadState what only a thread has
 */
public record SimulatedChannel(
        String id,
        int type,
        String name,
        @Nullable String parentId,
        int position,
        @Nullable String topic,
        @Nullable Forum forumRules,
        @Nullable ThreadState threadState) {

    public static final int TEXT = 0;
    public static final int CATEGORY = 4;
    /** A text channel that other servers may follow: they get what is published in it. */
    public static final int ANNOUNCEMENT = 5;

    /** In an announcement channel; elsewhere it is a {@link #THREAD}. */
    public static final int ANNOUNCEMENT_THREAD = 10;

    public static final int THREAD = 11;
    public static final int FORUM = 15;

    /** Of any type but a thread. */
    static SimulatedChannel listed(
            String id, int type, String name, @Nullable String parentId, int position, @Nullable String topic) {
        return new SimulatedChannel(
                id, type, name, parentId, position, topic, type == FORUM ? Forum.withoutTags() : null, null);
    }

    @JsonIgnore
    public boolean isText() {
        return type == TEXT || isAnnouncement();
    }

    @JsonIgnore
    public boolean isAnnouncement() {
        return type == ANNOUNCEMENT;
    }

    @JsonIgnore
    public boolean isThread() {
        return threadState != null;
    }

    @JsonIgnore
    public boolean isForum() {
        return forumRules != null;
    }

    @JsonIgnore
    public boolean isArchived() {
        return threadState != null && threadState.archived();
    }

    /** A forum holds none itself: its posts do. */
    @JsonIgnore
    public boolean holdsMessages() {
        return isText() || isThread();
    }

    public SimulatedChannel renamed(String newName, @Nullable String newTopic) {
        return new SimulatedChannel(id, type, newName, parentId, position, newTopic, forumRules, threadState);
    }

    public SimulatedChannel asAnnouncement() {
        return new SimulatedChannel(id, ANNOUNCEMENT, name, parentId, position, topic, forumRules, threadState);
    }

    public SimulatedChannel with(Forum newForum) {
        return new SimulatedChannel(id, type, name, parentId, position, topic, newForum, threadState);
    }

    public SimulatedChannel with(ThreadState newThread) {
        return new SimulatedChannel(id, type, name, parentId, position, topic, forumRules, newThread);
    }
}
