package dev.gatewaysync.discord.ratelimit;

/** One request's place in its bucket: {@code number} counts from 1, {@code startedAlone} when nothing was in flight. */
record BucketUse(long sentAt, long number, boolean startedAlone) {}
