@NullMarked
package dev.gatewaysync.cli;

import org.jspecify.annotations.NullMarked;
