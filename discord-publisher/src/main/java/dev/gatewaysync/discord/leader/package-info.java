/** Makes one of several instances the leader, by a lease in the database, and says what lives as long as it leads. */
@NullMarked
package dev.gatewaysync.discord.leader;

import org.jspecify.annotations.NullMarked;
