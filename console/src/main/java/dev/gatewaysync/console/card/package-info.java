/** Cards drawn as Discord draws them. */
@NullMarked
package dev.gatewaysync.console.card;

import org.jspecify.annotations.NullMarked;
