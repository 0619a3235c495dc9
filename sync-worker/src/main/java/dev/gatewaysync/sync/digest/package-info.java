/** What has happened in a day or a week, made into one event at the time that the operator set. */
@NullMarked
package dev.gatewaysync.sync.digest;

import org.jspecify.annotations.NullMarked;
