@NullMarked
package dev.gatewaysync.messaging;

import org.jspecify.annotations.NullMarked;
