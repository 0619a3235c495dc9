/**
 * A local Discord for tests, demonstrations and load tests; start at {@link dev.gatewaysync.simulator.DiscordSimulator}.
 *
 * <pre>
 * guild     what there is: channels, messages, webhooks, commands; the journal that keeps them
 * limits    how often one may ask
 * faults    what goes wrong on request
 * traffic   what was asked, counted and remembered
 * rest      Discord's REST interface
 * interaction what people do with the application: commands, buttons, modals
 * gateway   Discord's WebSocket
 * trouble   what can be broken and mended on the page
 * web       the page for people
 * </pre>
 */
@NullMarked
package dev.gatewaysync.simulator;

import org.jspecify.annotations.NullMarked;
