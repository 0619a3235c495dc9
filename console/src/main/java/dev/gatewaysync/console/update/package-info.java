@NullMarked
package dev.gatewaysync.console.update;

import org.jspecify.annotations.NullMarked;
