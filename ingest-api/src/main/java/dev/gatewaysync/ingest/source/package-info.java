@NullMarked
package dev.gatewaysync.ingest.source;

import org.jspecify.annotations.NullMarked;
