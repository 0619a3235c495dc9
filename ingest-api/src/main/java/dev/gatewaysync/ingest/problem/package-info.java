@NullMarked
package dev.gatewaysync.ingest.problem;

import org.jspecify.annotations.NullMarked;
