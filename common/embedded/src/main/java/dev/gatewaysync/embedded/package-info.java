@NullMarked
package dev.gatewaysync.embedded;

import org.jspecify.annotations.NullMarked;
