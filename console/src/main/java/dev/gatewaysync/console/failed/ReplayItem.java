package dev.gatewaysync.console.failed;

/** One message of a replay, and the failure it is to make good. */
record ReplayItem(String jobId, int position, String messageId, long failedAt) {}
