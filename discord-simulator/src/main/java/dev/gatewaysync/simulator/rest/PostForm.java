package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Forum;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What a request says of the thread that it opens: {@code thread_name} or {@code name}, and {@code applied_tags}. */
record PostForm(JsonNode form) {

    private static final int MOST_TAGS = 5;

    boolean isNamed() {
        return form.hasNonNull("thread_name");
    }

    String name() {
        var name =
                Trimmed.of(form.path("thread_name").asString(form.path("name").asString("")));
        var errors = new FormErrors();
        ChannelRoutes.checkName(name, errors);
        if (errors.any()) {
            throw errors.asError();
        }
        return name;
    }

    int autoArchiveMinutes() {
        int minutes = form.path("auto_archive_duration").asInt(ThreadState.ONE_WEEK_IN_MINUTES);
        if (!ThreadState.DURATIONS.contains(minutes)) {
            throw new FormErrors()
                    .add("BASE_TYPE_CHOICES", "Value must be one of {60, 1440, 4320, 10080}.", "auto_archive_duration")
                    .asError();
        }
        return minutes;
    }

    /** Those that the forum has; at least one where it wants one. */
    List<String> tagsOf(SimulatedChannel forum) {
        var rules = Objects.requireNonNull(forum.forumRules());
        var known = rules.tags().stream().map(Forum.Tag::id).toList();
        var tags = new ArrayList<String>();
        form.path("applied_tags").forEach(tag -> tags.add(tag.asString("")));
        if (tags.size() > MOST_TAGS || !known.containsAll(tags)) {
            throw new FormErrors()
                    .add("BASE_TYPE_CHOICES", "Value must be one of the forum's tags, five at most.", "applied_tags")
                    .asError();
        }
        if (rules.tagRequired() && tags.isEmpty()) {
            throw DiscordError.tagRequired();
        }
        return tags;
    }
}
