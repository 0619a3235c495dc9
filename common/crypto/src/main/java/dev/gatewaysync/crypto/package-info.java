/** The only place that hashes and signs: SHA-256, HMAC, Standard Webhooks. */
@NullMarked
package dev.gatewaysync.crypto;

import org.jspecify.annotations.NullMarked;
