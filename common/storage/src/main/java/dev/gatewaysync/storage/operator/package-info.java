/** What operators ask for and look at: requests, failed messages, what waits or is late, targets, schedules. */
@NullMarked
package dev.gatewaysync.storage.operator;

import org.jspecify.annotations.NullMarked;
