@NullMarked
package dev.gatewaysync.sync.record;

import org.jspecify.annotations.NullMarked;
