package dev.gatewaysync.sync.backup;

import java.time.Instant;

/** @param updates events of the history that it holds */
public record Backup(String file, Instant createdAt, long sizeBytes, String sha256, long updates) {}
