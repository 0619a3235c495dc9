/** Discord's REST interface: a route finds its endpoint, a gatekeeper lets it through, a fault may spoil it. */
@NullMarked
package dev.gatewaysync.simulator.rest;

import org.jspecify.annotations.NullMarked;
