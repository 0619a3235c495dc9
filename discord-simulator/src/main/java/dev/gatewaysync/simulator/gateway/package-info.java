@NullMarked
package dev.gatewaysync.simulator.gateway;

import org.jspecify.annotations.NullMarked;
