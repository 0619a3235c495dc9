/** Looks in channels and forums for messages of ours; what cannot be seen is never taken for absent. */
@NullMarked
package dev.gatewaysync.discord.search;

import org.jspecify.annotations.NullMarked;
