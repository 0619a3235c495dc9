package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** What somebody reads who does not pass: a problem document in the API, a page that says it or the login on pages. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {
    private final ObjectProvider<ViewResolver> pages;

    /** @param pages asked for late: the filters are there before them */
    Refusals(@Qualifier("pages") ObjectProvider<ViewResolver> pages) {
        this.pages = pages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException nobody)
            throws IOException {
        turnAway(request, response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        Operator operator = (Operator) request.getAttribute(Operator.ATTRIBUTE);
        if (operator == null) {
            turnAway(request, response);
        } else if (SecurityConfiguration.isAboutPeople(request) && !SecurityConfiguration.mayManage(request)) {
            refuse(request, response, "Only an admin sees and says who may log in.");
        } else if (!operator.mayChange() && !SecurityConfiguration.isTheirOwn(request)) {
            refuse(request, response, operator.name() + " may look, and change nothing.");
        } else {
            refuse(request, response, "The page is out of date: load it again and repeat.");
        }
    }

    void otherSite(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(request, response, "This change comes from another site.");
    }

    void tooManyWrongTokens(HttpServletResponse response, Duration wait) throws IOException {
        long seconds = wait.toSeconds() + 1;
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        ProblemResponses.write(
                response,
                ProblemDocument.untyped(429, "Too Many Requests", "Too many wrong tokens; wait " + seconds + " s."));
    }

    void databaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String detail = "The database does not answer, so nobody knows whether you may; try again.";
        if (isApi(request)) {
            ProblemResponses.write(response, ProblemDocument.untyped(503, "Service Unavailable", detail));
        } else {
            response.setStatus(503);
            show(request, response, Map.of("title", "Service Unavailable", "detail", detail));
        }
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

    private void refuse(HttpServletRequest request, HttpServletResponse response, String detail) throws IOException {
        if (isApi(request)) {
            ProblemResponses.write(response, ProblemDocument.untyped(403, "Forbidden", detail));
        } else {
            response.setStatus(403);
            show(request, response, Map.of("title", "Forbidden", "detail", detail));
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response, Map<String, String> problem)
            throws IOException {
        try {
            View page = Objects.requireNonNull(pages.getObject().resolveViewName("problem", Locale.ENGLISH));
            page.render(problem, request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("The page of a refusal cannot be shown", e);
        }
    }

    private static boolean isApi(HttpServletRequest request) {
        @Nullable String path = request.getServletPath();
        return path != null && path.startsWith("/api/");
    }
}
