/** The worker's transactions, and which kind of failure a database's exception is. */
@NullMarked
package dev.gatewaysync.sync.database;

import org.jspecify.annotations.NullMarked;
