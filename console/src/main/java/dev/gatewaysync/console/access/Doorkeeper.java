package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.ProblemResponses;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody pass without a token or a session, no reader change anything, and no other site act through an operator's
 * browser. What is not named here as open is closed.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class Doorkeeper extends OncePerRequestFilter {
    static final String CSRF_HEADER = "X-CSRF-Token";
    static final String CSRF_FIELD = "_csrf";

    private static final String BEARER = "Bearer ";
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    private final Tokens tokens;
    private final Sessions sessions;
    private final LoginThrottle throttle;

    Doorkeeper(Tokens tokens, Sessions sessions, LoginThrottle throttle) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        boolean safe = SAFE.contains(request.getMethod());
        if (!safe && !SameOrigin.holds(request)) {
            refuse(request, response, 403, "Forbidden", "This change comes from another site.");
            return;
        }
        if (isOpen(path)) {
            chain.doFilter(request, response);
            return;
        }
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        Optional<Operator> operator =
                authorization != null ? byToken(request, response, authorization) : bySession(request, safe);
        if (response.isCommitted() || response.getStatus() == 429) {
            return;
        }
        if (operator.isEmpty()) {
            turnAway(request, response);
        } else if (!safe && !isLogout(path) && !operator.get().mayChange()) {
            refuse(request, response, 403, "Forbidden", "This token may look, and change nothing.");
        } else if (!safe && authorization == null && !repeatsCsrf(request)) {
            refuse(request, response, 403, "Forbidden", "The page is out of date: load it again and repeat.");
        } else {
            request.setAttribute(Operator.ATTRIBUTE, operator.get());
            chain.doFilter(request, response);
        }
    }

    private static boolean isOpen(String path) {
        return path.equals("/login") || path.startsWith("/assets/") || path.startsWith("/lib/");
    }

    private static boolean isLogout(String path) {
        return path.equals("/logout");
    }

    private Optional<Operator> byToken(HttpServletRequest request, HttpServletResponse response, String authorization)
            throws IOException {
        String address = request.getRemoteAddr();
        Optional<Role> role = authorization.startsWith(BEARER)
                ? tokens.roleOf(authorization.substring(BEARER.length()).strip())
                : Optional.empty();
        Duration wait = throttle.wait(address);
        if (role.isEmpty() && !wait.isZero()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            ProblemResponses.write(
                    response,
                    ProblemDocument.untyped(
                            429, "Too Many Requests", "Too many wrong tokens; wait " + (wait.toSeconds() + 1) + " s."));
            return Optional.empty();
        }
        if (role.isEmpty()) {
            throttle.failed(address);
        }
        String name = request.getHeader("X-Operator");
        return role.map(known -> Operator.of(name == null ? "" : name, known, address));
    }

    private Optional<Operator> bySession(HttpServletRequest request, boolean safe) {
        Optional<Session> session = SessionCookie.read(request).flatMap(sessions::find);
        session.ifPresent(found -> request.setAttribute(Session.ATTRIBUTE, found));
        return session.map(found -> Operator.of(found.name(), found.role(), request.getRemoteAddr()));
    }

    private static boolean repeatsCsrf(HttpServletRequest request) {
        Session session = (Session) request.getAttribute(Session.ATTRIBUTE);
        String given = request.getHeader(CSRF_HEADER);
        if (given == null && isForm(request) && !isInQuery(request)) {
            given = field(request);
        }
        return session != null
                && given != null
                && MessageDigest.isEqual(
                        session.csrf().getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** Null, too, where the form cannot be read. */
    private static @Nullable String field(HttpServletRequest request) {
        try {
            return request.getParameter(CSRF_FIELD);
        } catch (InvalidParameterException e) {
            return null;
        }
    }

    /** Addresses end up in histories and logs. */
    private static boolean isInQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && Arrays.stream(query.split("&"))
                        .map(part -> part.split("=", 2)[0])
                        .anyMatch(name -> name.contains("%") || name.equals(CSRF_FIELD));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    private static void turnAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isApi(request)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            ProblemResponses.write(
                    response,
                    ProblemDocument.untyped(401, "Unauthorized", "Send the header Authorization: Bearer <OPS_TOKEN>."));
        } else if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/login");
            response.setStatus(401);
        } else {
            response.setStatus(303);
            response.setHeader(HttpHeaders.LOCATION, "/login" + next(request));
        }
    }

    private static String next(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.matches("/[a-z0-9/_-]+") && !path.startsWith("//") ? "?next=" + path : "";
    }

    private static void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        if (isApi(request)) {
            ProblemResponses.write(response, ProblemDocument.untyped(status, title, detail));
        } else {
            response.setStatus(status);
            response.setContentType("text/plain;charset=UTF-8");
            response.getOutputStream().write(detail.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean isApi(HttpServletRequest request) {
        @Nullable String path = request.getServletPath();
        return path != null && path.startsWith("/api/");
    }
}
