/**
 * The few calls to Discord's REST API that the publisher needs, each sent at most once.
 *
 * <p>{@link dev.gatewaysync.discord.rest.DiscordRest} never retries: it waits for its permit, sends, and says what
 * came of it. No token appears in any text that leaves this package.
 */
@NullMarked
package dev.gatewaysync.discord.rest;

import org.jspecify.annotations.NullMarked;
