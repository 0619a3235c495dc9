@NullMarked
package dev.gatewaysync.ingest.limit;

import org.jspecify.annotations.NullMarked;
