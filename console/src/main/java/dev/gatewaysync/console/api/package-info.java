@NullMarked
package dev.gatewaysync.console.api;

import org.jspecify.annotations.NullMarked;
