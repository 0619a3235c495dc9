package dev.gatewaysync.discord.outbox;

import org.jspecify.annotations.Nullable;

/**
 * @param isPossible whether there is a bot, which alone can publish
 * @param isUsual whether what is sent to announcement channels is published, unless its route or target says otherwise
 */
public record CrosspostSetting(boolean isPossible, boolean isUsual) {
    /** @param said by the route or the target; null if neither says */
    public boolean wants(@Nullable Boolean said) {
        return isPossible && (said == null ? isUsual : said);
    }
}
