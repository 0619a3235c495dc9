package dev.gatewaysync.discord.picture;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a page.
 *
 * @param at where it was found at last
 * @param charset as its server says; null if it does not
 */
record Page(URI at, byte[] start, @Nullable String charset) {}
