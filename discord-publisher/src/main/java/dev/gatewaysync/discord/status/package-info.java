/** What others read of this instance: the connection's status and the limits in Redis, who is the leader in metrics. */
@NullMarked
package dev.gatewaysync.discord.status;

import org.jspecify.annotations.NullMarked;
