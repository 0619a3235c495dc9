@NullMarked
package dev.gatewaysync.console.status;

import org.jspecify.annotations.NullMarked;
