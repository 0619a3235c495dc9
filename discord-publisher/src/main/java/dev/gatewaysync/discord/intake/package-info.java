/** Turns events from the queue into planned deliveries. The database is the outbox; the queue only transports. */
@NullMarked
package dev.gatewaysync.discord.intake;

import org.jspecify.annotations.NullMarked;
