@NullMarked
package dev.gatewaysync.sync.catalog;

import org.jspecify.annotations.NullMarked;
