/** The page for people; its files are among the resources, in {@code simulator-web}. */
@NullMarked
package dev.gatewaysync.simulator.web;

import org.jspecify.annotations.NullMarked;
