package dev.gatewaysync.console.access;

import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.service.settings.Secret;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whose token it is; always compares with all, in constant time. */
@Component
final class Tokens {
    private final ConsoleSettings settings;

    Tokens(ConsoleSettings settings) {
        this.settings = settings;
    }

    Optional<Role> roleOf(String token) {
        boolean operator = isOneOf(settings.opsTokens(), token);
        boolean reader = isOneOf(settings.readTokens(), token);
        return operator ? Optional.of(Role.OPERATOR) : reader ? Optional.of(Role.READER) : Optional.empty();
    }

    private static boolean isOneOf(List<Secret> tokens, String token) {
        boolean isOne = false;
        for (Secret each : tokens) {
            isOne |= each.matches(token);
        }
        return isOne;
    }
}
