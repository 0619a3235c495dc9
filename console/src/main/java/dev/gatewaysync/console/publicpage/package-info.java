/** The status page for everybody, its badge and its feed, on a port that knows nothing else. */
@NullMarked
package dev.gatewaysync.console.publicpage;

import org.jspecify.annotations.NullMarked;
