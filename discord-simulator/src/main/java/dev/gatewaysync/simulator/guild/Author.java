package dev.gatewaysync.simulator.guild;

import org.jspecify.annotations.Nullable;

/** Who a message is shown as coming from; a webhook may choose another name and picture for each message. */
public record Author(
        String id, String name, boolean bot, @Nullable String avatarUrl) {}
