@NullMarked
package dev.gatewaysync.discord.ratelimit;

import org.jspecify.annotations.NullMarked;
