/** What can be broken and mended on the page, to see what the gateway and its operators do about it. */
@NullMarked
package dev.gatewaysync.simulator.trouble;

import org.jspecify.annotations.NullMarked;
