@NullMarked
package dev.gatewaysync.ingest.outbound;

import org.jspecify.annotations.NullMarked;
