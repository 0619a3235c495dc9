package dev.gatewaysync.discord.picture;

import java.time.Duration;

/**
 * @param on whether pages of resources are read for their pictures
 * @param patience how long a card waits for its page at most; what comes later is for the next one
 */
public record PictureSetting(boolean on, Duration patience) {}
