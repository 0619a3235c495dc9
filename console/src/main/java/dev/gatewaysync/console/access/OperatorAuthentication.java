package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An operator as Spring Security knows them: with one role, and without the secret. */
final class OperatorAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Operator operator;

    OperatorAuthentication(Operator operator) {
        super(List.of(new SimpleGrantedAuthority("ROLE_" + operator.role().name())));
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
