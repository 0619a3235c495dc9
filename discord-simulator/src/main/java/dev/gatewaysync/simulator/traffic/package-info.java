@NullMarked
package dev.gatewaysync.simulator.traffic;

import org.jspecify.annotations.NullMarked;
