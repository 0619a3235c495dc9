@NullMarked
package dev.gatewaysync.sync.uptime;

import org.jspecify.annotations.NullMarked;
