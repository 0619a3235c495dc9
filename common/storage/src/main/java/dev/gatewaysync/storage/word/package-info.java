/** Finds updates by words, with the index that the database has for it. */
@NullMarked
package dev.gatewaysync.storage.word;

import org.jspecify.annotations.NullMarked;
