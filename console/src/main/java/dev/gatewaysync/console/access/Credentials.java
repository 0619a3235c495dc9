package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.people.AccessTokens;
import dev.gatewaysync.console.people.People;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whose a token is, and whether what somebody logged in with still holds. */
@Component
final class Credentials {
    private final Tokens shared;
    private final AccessTokens tokens;
    private final People people;

    Credentials(Tokens shared, AccessTokens tokens, People people) {
        this.shared = shared;
        this.tokens = tokens;
        this.people = people;
    }

    /**
     * The shared ones are looked at first, so that they work while the database is away.
     *
     * @param name as somebody with a shared token calls themselves; whoever has one of their own is called by it
     */
    Optional<Operator> byToken(String token, String name, String address) {
        return shared.roleOf(token)
                .map(role -> Operator.shared(name, role, address))
                .or(() -> tokens.whose(token, address));
    }

    /** As they are now: a password that was changed, a token that was revoked or expired, and a user who was removed let nobody in. */
    Optional<Operator> still(Operator operator, String address) {
        return switch (operator.proof()) {
            case Proof.Password password -> people.still(password, address);
            case Proof.OwnToken token -> tokens.still(token, address);
            case Proof.SharedToken shared ->
                Optional.of(new Operator(operator.name(), operator.role(), address, operator.proof()));
            case Proof.None none -> Optional.empty();
        };
    }
}
