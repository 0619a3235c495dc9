/** What goes wrong on request. */
@NullMarked
package dev.gatewaysync.simulator.faults;

import org.jspecify.annotations.NullMarked;
