package dev.gatewaysync.simulator.guild;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A channel of the guild.
 *
 * @param type Discord's number: {@link #TEXT} or {@link #CATEGORY}
 * @param parentId the category it is listed under
 */
public record SimulatedChannel(
        String id,
        int type,
        String name,
        @Nullable String parentId,
        int position,
        @Nullable String topic) {

    public static final int TEXT = 0;
    public static final int CATEGORY = 4;

    @JsonIgnore
    public boolean isText() {
        return type == TEXT;
    }

    public SimulatedChannel renamed(String newName, @Nullable String newTopic) {
        return new SimulatedChannel(id, type, newName, parentId, position, newTopic);
    }
}
