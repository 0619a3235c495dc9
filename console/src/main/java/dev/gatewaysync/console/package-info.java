@NullMarked
package dev.gatewaysync.console;

import org.jspecify.annotations.NullMarked;
