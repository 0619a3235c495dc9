/** Who may log in, and the tokens of people and programs. */
@NullMarked
package dev.gatewaysync.storage.people;

import org.jspecify.annotations.NullMarked;
