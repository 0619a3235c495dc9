/** Time under the control of tests. */
@NullMarked
package dev.gatewaysync.simulator.clock;

import org.jspecify.annotations.NullMarked;
