@NullMarked
package dev.gatewaysync.storage;

import org.jspecify.annotations.NullMarked;
