@NullMarked
package dev.gatewaysync.sync.failed;

import org.jspecify.annotations.NullMarked;
