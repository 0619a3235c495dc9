@NullMarked
package dev.gatewaysync.sync.backup;

import org.jspecify.annotations.NullMarked;
