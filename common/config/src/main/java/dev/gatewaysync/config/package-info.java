/** A community's own words: {@code gateway.yml} read, checked and ready to be asked. */
@NullMarked
package dev.gatewaysync.config;

import org.jspecify.annotations.NullMarked;
