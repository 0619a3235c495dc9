/** How often one may ask, and how Discord tells. */
@NullMarked
package dev.gatewaysync.simulator.limits;

import org.jspecify.annotations.NullMarked;
