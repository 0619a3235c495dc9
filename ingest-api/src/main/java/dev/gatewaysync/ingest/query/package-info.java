@NullMarked
package dev.gatewaysync.ingest.query;

import org.jspecify.annotations.NullMarked;
