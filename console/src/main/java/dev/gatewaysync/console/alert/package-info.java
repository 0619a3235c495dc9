/** Operators are told: what is wrong is noted from beginning to end, and each place is told of it once. */
@NullMarked
package dev.gatewaysync.console.alert;

import org.jspecify.annotations.NullMarked;
