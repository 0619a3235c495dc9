/** Updates with all that became of them: pages, one of them whole, those that are found, the export. */
@NullMarked
package dev.gatewaysync.storage.history;

import org.jspecify.annotations.NullMarked;
