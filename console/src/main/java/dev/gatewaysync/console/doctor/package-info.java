@NullMarked
package dev.gatewaysync.console.doctor;

import org.jspecify.annotations.NullMarked;
