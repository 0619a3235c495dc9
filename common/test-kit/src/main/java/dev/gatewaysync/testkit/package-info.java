@NullMarked
package dev.gatewaysync.testkit;

import org.jspecify.annotations.NullMarked;
