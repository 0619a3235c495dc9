package dev.gatewaysync.sync.backup;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of restoring a backup into a database of its own.
 *
 * @param ok whether everything in the file came out of that database again, byte for byte
 * @param problem null if it did
 * @param updates events of the history
 * @param counts rows per table
 */
public record Verification(
        boolean ok, String file, @Nullable String problem, long updates, Map<String, Long> counts) {}
