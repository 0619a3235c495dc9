@NullMarked
package dev.gatewaysync.simulator.clock;

import org.jspecify.annotations.NullMarked;
