package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.people.People;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says who makes a request, by a token or by a session. Wrong tokens have to wait, right ones never. */
@Component
final class OperatorFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Credentials credentials;
    private final Sessions sessions;
    private final WrongLogins wrong;
    private final People people;
    private final Refusals refusals;

    OperatorFilter(Credentials credentials, Sessions sessions, WrongLogins wrong, People people, Refusals refusals) {
        this.credentials = credentials;
        this.sessions = sessions;
        this.wrong = wrong;
        this.people = people;
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
            try {
                operator = authorization == null ? bySession(request) : byToken(request, authorization);
                request.setAttribute(
                        SecurityConfiguration.MANAGES,
                        SecurityConfiguration.isAboutPeople(request)
                                && operator.filter(people::mayManage).isPresent());
            } catch (DataAccessException e) {
                // Whether they still may is not known, so they may not.
                refusals.databaseAway(request, response);
                return;
            }
            if (authorization != null && operator.isEmpty()) {
                Duration wait = wrong.wait(request.getRemoteAddr());
                if (!wait.isZero()) {
                    refusals.tooManyWrongTokens(response, wait);
                    return;
                }
                wrong.token(request.getRemoteAddr(), "API");
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
        String name = request.getHeader("X-Operator");
        return authorization.startsWith(BEARER)
                ? credentials.byToken(
                        authorization.substring(BEARER.length()).strip(),
                        name == null ? "" : name,
                        request.getRemoteAddr())
                : Optional.empty();
    }

    private Optional<Operator> bySession(HttpServletRequest request) {
        Optional<String> id = SessionCookie.read(request);
        Optional<Session> session = id.flatMap(sessions::find);
        Optional<Operator> operator =
                session.flatMap(found -> credentials.still(found.operator(), request.getRemoteAddr()));
        if (operator.isEmpty()) {
            id.ifPresent(sessions::close);
        } else {
            session.ifPresent(found -> request.setAttribute(Session.ATTRIBUTE, found));
        }
        return operator;
    }
}
