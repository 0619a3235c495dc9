package dev.gatewaysync.sync.catalog.store;

import dev.gatewaysync.sync.catalog.fetch.Validators;
import org.jspecify.annotations.Nullable;

/**
 * A document as last read.
 *
 * @param problem what it is instead of a catalogue document; null if it is one
 * @param entryProblem what is said of entries of it that are no resources; null if all are
 * @param resources how many distinct resources it had
 */
public record StoredDocument(
        String url,
        Validators validators,
        String sha256,
        @Nullable String problem,
        @Nullable String entryProblem,
        long resources) {}
