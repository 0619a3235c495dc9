package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.Nullable;

/**
 * A message about to be created.
 *
 * @param webhookId null when a user or the bot writes
 * @param enforceNonce whether a recent message of the same author with the same nonce is returned instead
 */
public record MessageDraft(
        String channelId,
        Author author,
        @Nullable String webhookId,
        MessageBody body,
        @Nullable String nonce,
        boolean enforceNonce) {}
