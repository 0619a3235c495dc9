@NullMarked
package dev.gatewaysync.sync.operator;

import org.jspecify.annotations.NullMarked;
