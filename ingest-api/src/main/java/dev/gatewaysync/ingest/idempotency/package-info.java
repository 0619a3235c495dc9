@NullMarked
package dev.gatewaysync.ingest.idempotency;

import org.jspecify.annotations.NullMarked;
