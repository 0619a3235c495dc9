@NullMarked
package dev.gatewaysync.sync.statistics;

import org.jspecify.annotations.NullMarked;
