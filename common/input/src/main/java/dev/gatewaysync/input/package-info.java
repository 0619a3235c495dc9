@NullMarked
package dev.gatewaysync.input;

import org.jspecify.annotations.NullMarked;
