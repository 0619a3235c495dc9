/** Pictures of resources, as their pages name them, where that is switched on. */
@NullMarked
package dev.gatewaysync.discord.picture;

import org.jspecify.annotations.NullMarked;
