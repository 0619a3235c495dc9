@NullMarked
package dev.gatewaysync.discord;

import org.jspecify.annotations.NullMarked;
