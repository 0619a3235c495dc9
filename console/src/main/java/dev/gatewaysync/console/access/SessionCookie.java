package dev.gatewaysync.console.access;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** Secure, so never sent over plain HTTP; browsers make an exception for localhost. */
final class SessionCookie {
    static final String NAME = "gateway_session";

    private SessionCookie() {}

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(NAME))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void set(HttpServletResponse response, String id) {
        write(response, id, Sessions.LIFE);
    }

    static void clear(HttpServletResponse response) {
        write(response, "", Duration.ZERO);
    }

    private static void write(HttpServletResponse response, String value, Duration life) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .secure(true)
                .httpOnly(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(life)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
