package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says who makes a request, by a token or by a session. Wrong tokens have to wait, right ones never. */
@Component
final class OperatorFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final WrongTokens wrongTokens;
    private final Refusals refusals;

    OperatorFilter(
            Tokens tokens, Sessions sessions, LoginThrottle throttle, WrongTokens wrongTokens, Refusals refusals) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.throttle = throttle;
        this.wrongTokens = wrongTokens;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!SecurityConfiguration.isSafe(request) && !SameOrigin.holds(request)) {
            refusals.otherSite(request, response);
            return;
        }
        if (!SecurityConfiguration.isOpen(request)) {
            String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
            Optional<Operator> operator;
            if (authorization == null) {
                operator = bySession(request);
            } else {
                operator = byToken(request, authorization);
                Duration wait = throttle.wait(request.getRemoteAddr());
                if (operator.isEmpty() && !wait.isZero()) {
                    refusals.tooManyWrongTokens(response, wait);
                    return;
                }
                if (operator.isEmpty()) {
                    wrongTokens.given(request.getRemoteAddr(), "API");
                }
            }
            operator.ifPresent(known -> {
                request.setAttribute(Operator.ATTRIBUTE, known);
                SecurityContextHolder.getContext().setAuthentication(new OperatorAuthentication(known));
            });
        }
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<Operator> byToken(HttpServletRequest request, String authorization) {
        Optional<Role> role = authorization.startsWith(BEARER)
                ? tokens.roleOf(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
        String name = request.getHeader("X-Operator");
        return role.map(known -> Operator.of(name == null ? "" : name, known, request.getRemoteAddr()));
    }

    private Optional<Operator> bySession(HttpServletRequest request) {
        Optional<Session> session = SessionCookie.read(request).flatMap(sessions::find);
        session.ifPresent(found -> request.setAttribute(Session.ATTRIBUTE, found));
        return session.map(found -> Operator.of(found.name(), found.role(), request.getRemoteAddr()));
    }
}
