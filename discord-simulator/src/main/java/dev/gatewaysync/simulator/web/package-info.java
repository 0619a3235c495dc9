@NullMarked
package dev.gatewaysync.simulator.web;

import org.jspecify.annotations.NullMarked;
