@NullMarked
package dev.gatewaysync.sync.outbox;

import org.jspecify.annotations.NullMarked;
