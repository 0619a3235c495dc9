@NullMarked
package dev.gatewaysync.standalone;

import org.jspecify.annotations.NullMarked;
