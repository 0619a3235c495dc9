/** Where and when an event is shown, by the community's routes, digests and quiet hours. */
@NullMarked
package dev.gatewaysync.config.route;

import org.jspecify.annotations.NullMarked;
