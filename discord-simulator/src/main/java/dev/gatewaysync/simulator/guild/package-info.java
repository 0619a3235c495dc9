/** What there is in the simulated server, and the one order in which it changes. */
@NullMarked
package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.NullMarked;
