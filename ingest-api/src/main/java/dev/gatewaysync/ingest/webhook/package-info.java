@NullMarked
package dev.gatewaysync.ingest.webhook;

import org.jspecify.annotations.NullMarked;
