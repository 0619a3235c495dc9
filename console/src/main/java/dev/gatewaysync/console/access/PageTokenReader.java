package dev.gatewaysync.console.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRequestHandler;

/** Reads a page's token from a header or from a form's body, never from an address: those end up in histories and logs. */
final class PageTokenReader implements CsrfTokenRequestHandler {

    /** Pages take it from the session. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, Supplier<CsrfToken> token) {}

    @Override
    public @Nullable String resolveCsrfTokenValue(HttpServletRequest request, CsrfToken token) {
        String header = request.getHeader(token.getHeaderName());
        return header == null && isForm(request) && !isInQuery(request) ? field(request) : header;
    }

    /** Null, too, where the form cannot be read. */
    private static @Nullable String field(HttpServletRequest request) {
        try {
            return request.getParameter(PageTokens.FIELD);
        } catch (InvalidParameterException e) {
            return null;
        }
    }

    private static boolean isInQuery(HttpServletRequest request) {
        String query = request.getQueryString();
        return query != null
                && Arrays.stream(query.split("&"))
                        .map(part -> part.split("=", 2)[0])
                        .anyMatch(name -> name.contains("%") || name.equals(PageTokens.FIELD));
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }
}
