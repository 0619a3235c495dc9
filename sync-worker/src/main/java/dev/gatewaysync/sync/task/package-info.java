/** Work that is done again and again as long as the service runs. */
@NullMarked
package dev.gatewaysync.sync.task;

import org.jspecify.annotations.NullMarked;
