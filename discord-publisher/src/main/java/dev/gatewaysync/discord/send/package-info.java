/** Sends one message at most once, and decides what each failure means for the delivery, its target and the token. */
@NullMarked
package dev.gatewaysync.discord.send;

import org.jspecify.annotations.NullMarked;
