package dev.gatewaysync.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Secure, so never sent over plain HTTP; browsers make an exception for localhost. Over HTTPS its name has the prefix {@code
 * __Host-}, so that no other host of the domain can set one for us; over HTTP browsers refuse that prefix, on localhost too.
 */
final class SessionCookie {
    static final String NAME = "gateway_session";
    static final String HTTPS_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String id) {
        write(name(request), response, id, Sessions.LIFE);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        write(name(request), response, "", Duration.ZERO);
    }

    /** As the browser sees it, which a proxy that ends TLS for us says. */
    static boolean isHttps(HttpServletRequest request) {
        return request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static String name(HttpServletRequest request) {
        return isHttps(request) ? HTTPS_NAME : NAME;
    }

    private static void write(String name, HttpServletResponse response, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
