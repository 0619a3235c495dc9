@NullMarked
package dev.gatewaysync.sync.notify;

import org.jspecify.annotations.NullMarked;
