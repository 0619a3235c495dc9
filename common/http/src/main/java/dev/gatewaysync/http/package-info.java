/** The only place that makes HTTP clients: requests to any host, answers with an end in time and length. And what a refusal says. */
@NullMarked
package dev.gatewaysync.http;

import org.jspecify.annotations.NullMarked;
