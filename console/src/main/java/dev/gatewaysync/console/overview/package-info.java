/** The state of everything on one page, and what a human should do now. */
@NullMarked
package dev.gatewaysync.console.overview;

import org.jspecify.annotations.NullMarked;
