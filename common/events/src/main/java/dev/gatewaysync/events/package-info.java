@NullMarked
package dev.gatewaysync.events;

import org.jspecify.annotations.NullMarked;
