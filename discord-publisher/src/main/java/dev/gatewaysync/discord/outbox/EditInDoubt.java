package dev.gatewaysync.discord.outbox;

import dev.gatewaysync.discord.route.Destination;
import org.jspecify.annotations.Nullable;

/**
 * A message of ours of which Discord may still carry out an old edit.
 *
 * @param target for which it stands in the channel
 * @param via who sent it; nobody else can edit it
 * @param asked body of an edit that was not answered before whoever asked had ended; null if each was
 * @param doubtful body of the edit that may come late, {@link #SEVERAL} where there are different ones; null for none
 * @param wanted body of the last edit that Discord has surely made; null if there was none since the doubt
 * @param shown what it showed after that
 * @param looks for a late edit since the last doubt
 */
public record EditInDoubt(
        String messageId,
        String target,
        String channelId,
        String via,
        @Nullable String asked,
        @Nullable String doubtful,
        @Nullable String wanted,
        @Nullable String shown,
        int looks) {
    static final String SEVERAL = "*";

    /** Whether the late edit would bring back an older state: one that says the same as the last does no harm. */
    public boolean isOvertaken() {
        return doubtful != null && wanted != null && !doubtful.equals(wanted);
    }

    /** Whether it stands there and was sent by whoever sends there, who alone can edit it. */
    public boolean isIn(Destination.Channel channel) {
        return via.equals(channel.via()) && channelId.equals(channel.id());
    }
}
