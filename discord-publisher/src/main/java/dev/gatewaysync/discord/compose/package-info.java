/** Makes messages of deliveries: what goes into one message, which card is edited, how a forum files it. */
@NullMarked
package dev.gatewaysync.discord.compose;

import org.jspecify.annotations.NullMarked;
