@NullMarked
package dev.gatewaysync.console.audit;

import org.jspecify.annotations.NullMarked;
