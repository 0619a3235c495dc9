@NullMarked
package dev.gatewaysync.console.request;

import org.jspecify.annotations.NullMarked;
