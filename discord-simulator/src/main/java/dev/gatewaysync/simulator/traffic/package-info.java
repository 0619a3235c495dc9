/** What was asked of the simulator. */
@NullMarked
package dev.gatewaysync.simulator.traffic;

import org.jspecify.annotations.NullMarked;
