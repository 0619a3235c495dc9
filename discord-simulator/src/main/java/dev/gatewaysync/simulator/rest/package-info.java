@NullMarked
package dev.gatewaysync.simulator.rest;

import org.jspecify.annotations.NullMarked;
