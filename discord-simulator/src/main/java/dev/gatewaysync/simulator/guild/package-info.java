@NullMarked
package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.NullMarked;
