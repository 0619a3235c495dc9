@NullMarked
package dev.gatewaysync.console.access;

import org.jspecify.annotations.NullMarked;
