@NullMarked
package dev.gatewaysync.ingest.provider;

import org.jspecify.annotations.NullMarked;
