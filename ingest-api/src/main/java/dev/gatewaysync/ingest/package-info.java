@NullMarked
package dev.gatewaysync.ingest;

import org.jspecify.annotations.NullMarked;
