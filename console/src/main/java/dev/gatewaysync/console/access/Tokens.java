package dev.gatewaysync.console.access;

import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.service.Secret;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whose token it is; always compares with both, in constant time. */
@Component
final class Tokens {
    private final ConsoleSettings settings;

    Tokens(ConsoleSettings settings) {
        this.settings = settings;
    }

    Optional<Role> roleOf(String token) {
        boolean operator = settings.opsToken().matches(token);
        Secret readToken = settings.readToken();
        boolean reader = readToken != null && readToken.matches(token);
        return operator ? Optional.of(Role.OPERATOR) : reader ? Optional.of(Role.READER) : Optional.empty();
    }
}
