@NullMarked
package dev.gatewaysync.sync.retention;

import org.jspecify.annotations.NullMarked;
