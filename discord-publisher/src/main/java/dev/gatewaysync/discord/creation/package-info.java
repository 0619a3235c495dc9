/** Creates the channels that the server does not have, each once. */
@NullMarked
package dev.gatewaysync.discord.creation;

import org.jspecify.annotations.NullMarked;
