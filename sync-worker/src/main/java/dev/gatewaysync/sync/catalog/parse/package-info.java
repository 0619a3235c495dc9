/** Makes categories and resources of documents; an entry that cannot be used is left out and counted. */
@NullMarked
package dev.gatewaysync.sync.catalog.parse;

import org.jspecify.annotations.NullMarked;
