package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import java.util.Arrays;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An operator as Spring Security knows them: with a role and all that it includes, and without the secret. */
final class OperatorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Operator operator;

    OperatorAuthentication(Operator operator) {
        super(Arrays.stream(Role.values())
                .filter(role -> operator.role().atMost(role) == role)
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList());
        this.operator = operator;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return operator;
    }
}
