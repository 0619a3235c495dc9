/** {@code gateway.yml}, from its text to a {@link dev.gatewaysync.config.GatewayConfig} or to all of its mistakes. */
@NullMarked
package dev.gatewaysync.config.read;

import org.jspecify.annotations.NullMarked;
