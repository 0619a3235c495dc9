/** The only place that makes HTTP clients: requests to any host, answers with an end in time and length. */
@NullMarked
package dev.gatewaysync.http;

import org.jspecify.annotations.NullMarked;
