@NullMarked
package dev.gatewaysync.benchmark.worker;

import org.jspecify.annotations.NullMarked;
