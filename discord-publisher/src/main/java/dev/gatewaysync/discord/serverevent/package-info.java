/** Maintenances as events of the Discord server, made, moved, begun and ended as the main app says. */
@NullMarked
package dev.gatewaysync.discord.serverevent;

import org.jspecify.annotations.NullMarked;
