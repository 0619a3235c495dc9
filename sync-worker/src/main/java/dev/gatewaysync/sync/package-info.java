@NullMarked
package dev.gatewaysync.sync;

import org.jspecify.annotations.NullMarked;
