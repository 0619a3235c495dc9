@NullMarked
package dev.gatewaysync.console.failed;

import org.jspecify.annotations.NullMarked;
