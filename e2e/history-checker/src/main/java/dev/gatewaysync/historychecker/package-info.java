/** Finds what was lost, doubled, reordered or wrongly said, from files alone. */
@NullMarked
package dev.gatewaysync.historychecker;

import org.jspecify.annotations.NullMarked;
