/** Discord's WebSocket: sessions that see events by their intents and may be resumed. */
@NullMarked
package dev.gatewaysync.simulator.gateway;

import org.jspecify.annotations.NullMarked;
