package dev.gatewaysync.cards.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How a forum sorts its posts.
 *
 * @param tags those that anybody may give, in the forum's order
 * @param tagRequired whether it takes no post without one
 */
public record Forum(List<Tag> tags, boolean tagRequired) {
    /** Discord takes no more for one post. */
    private static final int MOST_TAGS = 5;

    private static final int REQUIRE_TAG = 1 << 4;

    public record Tag(String id, String name) {}

    public Forum {
        tags = List.copyOf(tags);
    }

    /** As far as somebody knows who cannot ask. */
    public static Forum unseen() {
        return new Forum(List.of(), false);
    }

    public static Forum of(JsonNode channel) {
        List<Tag> tags = new ArrayList<>();
        for (JsonNode tag : channel.path("available_tags")) {
            if (!tag.path("moderated").asBoolean(false)) {
                tags.add(new Tag(tag.path("id").asString(""), tag.path("name").asString("")));
            }
        }
        return new Forum(tags, (channel.path("flags").asInt(0) & REQUIRE_TAG) != 0);
    }

    /** Ids of the tags that are named like a subject; where one is needed and none fits, the first. */
    public List<String> tagsFor(Set<String> subjects) {
        Set<String> wanted = subjects.stream().map(ChannelSlug::of).collect(Collectors.toSet());
        List<String> fitting = tags.stream()
                .filter(tag -> wanted.contains(ChannelSlug.of(tag.name())))
                .map(Tag::id)
                .limit(MOST_TAGS)
                .toList();
        return fitting.isEmpty() && tagRequired
                ? Stream.ofNullable(tags.isEmpty() ? null : tags.get(0).id()).toList()
                : fitting;
    }
}
