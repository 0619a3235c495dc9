package dev.gatewaysync.simulator.gateway;

import tools.jackson.databind.node.ObjectNode;

/**
 * An event on its way to a session.
 *
 * @param sequence counted per session, from 1
 */
record Dispatch(long sequence, String type, ObjectNode data) {}
