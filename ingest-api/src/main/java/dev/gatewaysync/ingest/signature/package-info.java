@NullMarked
package dev.gatewaysync.ingest.signature;

import org.jspecify.annotations.NullMarked;
