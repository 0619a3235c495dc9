/** Reads the settings, checks them, and keeps what is secret out of every text. */
@NullMarked
package dev.gatewaysync.service.settings;

import org.jspecify.annotations.NullMarked;
