/** Resources and categories as the last sync left them, what makes two of them the same, and suggestions. */
@NullMarked
package dev.gatewaysync.storage.catalog;

import org.jspecify.annotations.NullMarked;
