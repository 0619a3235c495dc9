/** Events become messages: pure functions, cut to what Discord takes, with user text shown as typed. */
@NullMarked
package dev.gatewaysync.cards;

import org.jspecify.annotations.NullMarked;
