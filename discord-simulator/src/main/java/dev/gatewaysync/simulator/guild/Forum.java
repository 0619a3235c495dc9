package dev.gatewaysync.simulator.guild;

import java.util.List;

/**
 * How the posts of a forum are sorted.
 *
 * @param tagRequired whether every post must have a tag
 */
public record Forum(boolean tagRequired, List<Tag> tags) {

    /** @param moderated whether only moderators may give it */
    public record Tag(String id, String name, boolean moderated) {}

    public Forum {
        tags = List.copyOf(tags);
    }

    static Forum withoutTags() {
        return new Forum(false, List.of());
    }
}
