/** What people do with the application: slash commands, buttons, modals, and what it answers. */
@NullMarked
package dev.gatewaysync.simulator.interaction;

import org.jspecify.annotations.NullMarked;
