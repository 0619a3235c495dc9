/** Where log lines go and what they look like. */
@NullMarked
package dev.gatewaysync.service.log;

import org.jspecify.annotations.NullMarked;
