/** Spans of one trace over all services, if there is somewhere to send them. */
@NullMarked
package dev.gatewaysync.service.trace;

import org.jspecify.annotations.NullMarked;
