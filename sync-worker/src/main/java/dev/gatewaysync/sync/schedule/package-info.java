@NullMarked
package dev.gatewaysync.sync.schedule;

import org.jspecify.annotations.NullMarked;
