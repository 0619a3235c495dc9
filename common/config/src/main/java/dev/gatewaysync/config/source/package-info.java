/** What the requests of somebody's own webhook become, by the rules of {@code gateway.yml} or of a preset. */
@NullMarked
package dev.gatewaysync.config.source;

import org.jspecify.annotations.NullMarked;
