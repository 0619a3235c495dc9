/** What the leader runs beside its lanes: keeps channels known, carries limits over restarts, answers operators. */
@NullMarked
package dev.gatewaysync.discord.active;

import org.jspecify.annotations.NullMarked;
