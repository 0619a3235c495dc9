/** Which language members are spoken to in, and the texts in each. */
@NullMarked
package dev.gatewaysync.language;

import org.jspecify.annotations.NullMarked;
