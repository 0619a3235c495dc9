@NullMarked
package dev.gatewaysync.ingest.answer;

import org.jspecify.annotations.NullMarked;
