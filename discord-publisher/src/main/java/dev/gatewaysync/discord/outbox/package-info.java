/** The planned deliveries in the database, from pending to their end, and what operators read of each target. */
@NullMarked
package dev.gatewaysync.discord.outbox;

import org.jspecify.annotations.NullMarked;
