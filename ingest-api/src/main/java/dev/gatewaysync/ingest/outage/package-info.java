@NullMarked
package dev.gatewaysync.ingest.outage;

import org.jspecify.annotations.NullMarked;
