/** Where operators are told: the places of {@code ALERT_TO}, how each is spoken to, and what came of it. */
@NullMarked
package dev.gatewaysync.console.place;

import org.jspecify.annotations.NullMarked;
