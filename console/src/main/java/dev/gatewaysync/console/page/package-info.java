@NullMarked
package dev.gatewaysync.console.page;

import org.jspecify.annotations.NullMarked;
