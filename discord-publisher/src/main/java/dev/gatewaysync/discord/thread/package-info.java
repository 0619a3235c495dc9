/** Threads below messages, to talk about what they say, where a route wants them. */
@NullMarked
package dev.gatewaysync.discord.thread;

import org.jspecify.annotations.NullMarked;
