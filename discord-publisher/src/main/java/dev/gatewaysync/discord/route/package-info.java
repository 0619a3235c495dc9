/** Which event goes where: targets, and the channels they stand for. */
@NullMarked
package dev.gatewaysync.discord.route;

import org.jspecify.annotations.NullMarked;
