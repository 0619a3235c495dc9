@NullMarked
package dev.gatewaysync.ingest.deadline;

import org.jspecify.annotations.NullMarked;
