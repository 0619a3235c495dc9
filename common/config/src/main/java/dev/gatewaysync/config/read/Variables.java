package dev.gatewaysync.config.read;

import java.util.Optional;

/** What {@code ${NAME}} stands for: the environment, or else {@code .env}. */
@FunctionalInterface
public interface Variables {
    /** Empty if it is not set. */
    Optional<String> value(String name);
}
