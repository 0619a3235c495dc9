/** People who may log in, and the tokens of people and programs. */
@NullMarked
package dev.gatewaysync.console.people;

import org.jspecify.annotations.NullMarked;
