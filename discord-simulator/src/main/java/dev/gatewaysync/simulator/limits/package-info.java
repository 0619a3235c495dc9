@NullMarked
package dev.gatewaysync.simulator.limits;

import org.jspecify.annotations.NullMarked;
