package dev.gatewaysync.console.publicpage;

import dev.gatewaysync.http.ProblemDocument;
import dev.gatewaysync.service.web.ProblemResponses;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** {@code GET} and {@code HEAD} of four addresses: bytes that are there already. Nobody is known here, and nothing is changed. */
final class PublicServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::\\d{1,5})?");

    /** A crowd that comes at once asks a cache; while we are away it may go on for a day. */
    private static final String CACHING = "public, max-age=15, stale-while-revalidate=60, stale-if-error=86400";

    private final transient StatusPagePublisher publisher;
    private final transient PublicDocument icon;
    private final transient Optional<URI> publicUrl;
    private final String policy;

    PublicServlet(StatusPagePublisher publisher, PublicTemplates templates, Optional<URI> publicUrl) {
        this.publisher = publisher;
        this.icon = templates.icon();
        this.publicUrl = publicUrl;
        this.policy = templates.policy();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD");
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        String path = request.getRequestURI();
        if (path.equals("/icon.svg")) {
            answer(request, response, icon);
            return;
        }
        if (!Set.of("/", "/badge.svg", "/incidents.rss").contains(path)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Optional<PublicDocuments> documents = publisher.documents();
        if (documents.isEmpty()) {
            response.setHeader("Retry-After", "5");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        Optional<PublicDocument> document = document(path, request, documents.get());
        if (document.isEmpty()) {
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            ProblemResponses.write(
                    response,
                    ProblemDocument.untyped(
                            400, "Bad Request", "The query cannot be read; period must be 24h, 7d, 30d or 90d."));
            return;
        }
        answer(request, response, document.get());
    }

    /** Empty if it is of a period that there is no badge of. */
    private Optional<PublicDocument> document(String path, HttpServletRequest request, PublicDocuments documents) {
        String period;
        try {
            period = request.getParameter("period");
        } catch (IllegalStateException e) {
            // Tomcat says so of a query that cannot be read.
            return Optional.empty();
        }
        return switch (path) {
            case "/" -> Optional.of(documents.page());
            case "/incidents.rss" ->
                Optional.of(PublicDocument.of(
                        documents.feed().replace(PublicTemplates.HERE, HtmlUtils.htmlEscape(here(request), "UTF-8")),
                        PublicDocument.FEED));
            default ->
                period == null
                        ? Optional.of(documents.state())
                        : Period.of(period).map(documents.uptime()::get);
        };
    }

    /** The page's own address, without a slash at its end: as set, else as it was asked for. */
    private String here(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return publicUrl
                .map(URI::toString)
                .orElseGet(() -> "http://"
                        + (host != null && HOST.matcher(host).matches()
                                ? host
                                : "localhost:" + request.getLocalPort()));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, PublicDocument document)
            throws IOException {
        boolean isPage = document.mediaType().equals(PublicDocument.PAGE);
        response.setHeader("ETag", document.etag());
        response.setHeader("Cache-Control", CACHING);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Content-Security-Policy", isPage ? policy : "default-src 'none'; frame-ancestors 'none'");
        // Others show the badge and read the feed; the page is nobody's frame.
        response.setHeader("Cross-Origin-Resource-Policy", isPage ? "same-origin" : "cross-origin");
        if (isPage) {
            response.setHeader("X-Frame-Options", "DENY");
        }
        if (isKnown(request.getHeader("If-None-Match"), document.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(document.mediaType());
        response.setContentLength(document.bytes().length);
        // Of an answer to HEAD Tomcat leaves the body out.
        response.getOutputStream().write(document.bytes());
    }

    private static boolean isKnown(String header, String etag) {
        return header != null
                && Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                        .anyMatch(tag -> tag.equals("*") || tag.equals(etag));
    }
}
