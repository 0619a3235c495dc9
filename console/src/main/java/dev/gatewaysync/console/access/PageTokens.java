package dev.gatewaysync.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/** The token that every change made with a session must repeat is the session's. */
final class PageTokens implements CsrfTokenRepository {
    static final String HEADER = "X-CSRF-Token";
    static final String FIELD = "_csrf";

    /** Where there is no session, one that nobody can repeat. */
    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return new DefaultCsrfToken(HEADER, FIELD, UUID.randomUUID().toString());
    }

    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        // A session has its token from the login on.
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return request.getAttribute(Session.ATTRIBUTE) instanceof Session session
                ? new DefaultCsrfToken(HEADER, FIELD, session.csrf())
                : null;
    }
}
