@NullMarked
package dev.gatewaysync.simulator;

import org.jspecify.annotations.NullMarked;
