/** The service: reads its settings, wires what a scan cannot, starts. The packages below are stages of the way to Discord. */
@NullMarked
package dev.gatewaysync.discord;

import org.jspecify.annotations.NullMarked;
