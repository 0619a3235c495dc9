/** The only place that starts threads which loop, waits between two rounds, and asks whether an outage is over. */
@NullMarked
package dev.gatewaysync.task;

import org.jspecify.annotations.NullMarked;
