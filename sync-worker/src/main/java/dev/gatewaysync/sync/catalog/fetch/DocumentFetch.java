package dev.gatewaysync.sync.catalog.fetch;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.http.BodyTooLongException;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.sync.mainapp.MainAppRedirects;
import dev.gatewaysync.sync.mainapp.RetryAfter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents over HTTP. Whatever the other side answers or fails to, the result says what it was; it never
 * throws. The API key goes to the main app's own host and to no other, also when an answer redirects.
 */
public final class DocumentFetch implements AutoCloseable {
    private static final int MAX_PACKED = 2;
    private static final Set<String> NO_ENCODINGS =
            Set.of("", "identity", "none", "null", "binary", "7bit", "8bit", "chunked", "aws-chunked", "utf8", "*");

    private final BoundedHttpClient client = BoundedHttpClient.http1(Duration.ofSeconds(5));
    private final @Nullable Secret apiKey;
    private final Duration timeout;
    private final long maxBytes;
    private final MainAppRedirects redirects;

    /**
     * @param timeout for one answer, from connecting to its last byte
     * @param maxBytes longest body, packed and unpacked
     */
    public DocumentFetch(Optional<Secret> apiKey, Duration timeout, long maxBytes) {
        this(apiKey, timeout, maxBytes, new MainAppRedirects());
    }

    public DocumentFetch(Optional<Secret> apiKey, Duration timeout, long maxBytes, MainAppRedirects redirects) {
        this.redirects = redirects;
        this.apiKey = apiKey.orElse(null);
        this.timeout = timeout;
        this.maxBytes = maxBytes;
    }

    public FetchResult fetch(DocumentRequest asked, FetchStatistics fetchStatistics) {
        Validators page = Validators.NONE;
        try {
            Answer answer = follow(asked, fetchStatistics);
            HttpResponse<byte[]> response = answer.response();
            if (response.statusCode() == 304) {
                if (!asked.known().areUsable()) {
                    throw UnreadableDocument.because("answered 304 to a request without conditions");
                }
                fetchStatistics.notModified();
                return new FetchResult.NotModified();
            }
            checkStatus(response);
            byte[] body = unpacked(response);
            page = validators(response);
            String contentType = response.headers().firstValue("content-type").orElse(null);
            return new FetchResult.Document(
                    asked.format().read(body, contentType, answer.address()), answer.address(), page, Sha256.hex(body));
        } catch (UnreadableDocument e) {
            return new FetchResult.Unreadable(e.reason(), e.isMissing(), page, e.retryAfter());
        }
    }

    private Answer follow(DocumentRequest asked, FetchStatistics fetchStatistics) throws UnreadableDocument {
        URI uri = asked.address();
        for (int hop = 0; hop <= MainAppRedirects.MOST; hop++) {
            HttpResponse<byte[]> response = exchange(request(uri, asked), fetchStatistics);
            if (!MainAppRedirects.isRedirect(response.statusCode())) {
                return new Answer(uri, response);
            }
            uri = target(asked.origin(), uri, response);
        }
        throw UnreadableDocument.because("redirects more than " + MainAppRedirects.MOST + " times");
    }

    private HttpRequest request(URI uri, DocumentRequest asked) {
        Validators known = asked.known();
        HttpRequest.Builder request = HttpRequests.to(uri)
                .header("User-Agent", "gateway-sync")
                .header("Accept", asked.format().accept())
                .header("Accept-Encoding", "gzip");
        if (known.etag() != null) {
            request.header("If-None-Match", known.etag());
        }
        if (known.lastModified() != null) {
            request.header("If-Modified-Since", known.lastModified());
        }
        if (apiKey != null && asked.withKey() && MainAppRedirects.isOfSameOrigin(asked.origin(), uri)) {
            request.header("Authorization", "Bearer " + apiKey.reveal());
        }
        return request.build();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, FetchStatistics fetchStatistics)
            throws UnreadableDocument {
        fetchStatistics.requested();
        try {
            HttpResponse<byte[]> response = client.send(request, timeout, maxBytes);
            fetchStatistics.received(response.body().length);
            return response;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnreadableDocument.because("the sync was interrupted");
        } catch (IOException | RuntimeException e) {
            throw reason(e);
        }
    }

    private UnreadableDocument timedOut() {
        return UnreadableDocument.because("timed out after " + timeout.toMillis() + " ms");
    }

    /** In words that stay the same as long as the reason does. */
    private UnreadableDocument reason(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case BodyTooLongException e -> {
                    return tooLong();
                }
                case HttpTimeoutException e -> {
                    return timedOut();
                }
                case UnknownHostException e -> {
                    return UnreadableDocument.because("its host is not known");
                }
                case SSLException e -> {
                    return UnreadableDocument.because("TLS failed: " + e.getMessage());
                }
                case java.nio.channels.UnresolvedAddressException e -> {
                    return UnreadableDocument.because("its host is not known");
                }
                case ConnectException e -> {
                    return UnreadableDocument.because("connection refused");
                }
                default -> {}
            }
        }
        return UnreadableDocument.because("the connection broke before the whole answer had come");
    }

    private UnreadableDocument tooLong() {
        return UnreadableDocument.because("is longer than " + maxBytes + " bytes");
    }

    private URI target(URI start, URI from, HttpResponse<byte[]> response) throws UnreadableDocument {
        try {
            return redirects.target(
                    start, from, response.headers().firstValue("location").orElse(""));
        } catch (MainAppRedirects.RefusedRedirectException e) {
            throw UnreadableDocument.because("redirects " + e.getMessage());
        }
    }

    private static void checkStatus(HttpResponse<byte[]> response) throws UnreadableDocument {
        int status = response.statusCode();
        if (status == 404 || status == 410) {
            throw UnreadableDocument.missing("HTTP " + status);
        }
        if (status == 401 || status == 403) {
            throw UnreadableDocument.because("HTTP " + status + ", check MAIN_APP_API_KEY");
        }
        if (status == 429 || status == 503) {
            throw UnreadableDocument.until("HTTP " + status, retryAfter(response));
        }
        if (status != 200) {
            throw UnreadableDocument.because("HTTP " + status);
        }
    }

    /** A date is measured by the clock of the server that gives it; without one of its own it says nothing. */
    private static Duration retryAfter(HttpResponse<byte[]> response) {
        Instant now;
        try {
            now = response.headers()
                    .firstValue("date")
                    .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
                    .map(Instant::from)
                    .orElse(Instant.MAX);
        } catch (DateTimeException e) {
            now = Instant.MAX;
        }
        return RetryAfter.of(response.headers().firstValue("retry-after"), now);
    }

    /** As the encodings say, where they say something that was offered; a server that is wrong about them is understood. */
    private byte[] unpacked(HttpResponse<byte[]> response) throws UnreadableDocument {
        byte[] body = response.body();
        String said = String.join(", ", response.headers().allValues("content-encoding"));
        boolean packed = false;
        for (String encoding : said.toLowerCase(Locale.ROOT).split(",")) {
            packed |= isGzip(encoding.strip());
            if (!isGzip(encoding.strip()) && !saysNothing(encoding.strip())) {
                throw UnreadableDocument.because("has an encoding that was not asked for: " + said);
            }
        }
        if (packed && !isPacked(body) && !looksLikeText(body)) {
            throw UnreadableDocument.because("is no valid gzip, or only a part of it");
        }
        for (int layer = 0; layer < MAX_PACKED && isPacked(body); layer++) {
            body = ungzipped(body);
        }
        return body;
    }

    private static boolean isGzip(String encoding) {
        return encoding.equals("gzip") || encoding.equals("x-gzip");
    }

    /** A charset by mistake, or what is no coding of the content (RFC 9110, 8.4.1; S3 keeps aws-chunked). */
    private static boolean saysNothing(String encoding) {
        return NO_ENCODINGS.contains(encoding) || isCharset(encoding);
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** RFC 1952; neither JSON nor XML begins with these bytes. */
    private static boolean isPacked(byte[] body) {
        return body.length > 2 && (body[0] & 0xff) == 0x1f && (body[1] & 0xff) == 0x8b;
    }

    private static boolean looksLikeText(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, 64), StandardCharsets.ISO_8859_1)
                .replaceFirst("^(\u00ef\u00bb\u00bf)?\\s*", "");
        return start.isEmpty() || "{[<".indexOf(start.charAt(0)) >= 0;
    }

    private byte[] ungzipped(byte[] packed) throws UnreadableDocument {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] body = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            if (body.length > maxBytes) {
                throw tooLong();
            }
            return body;
        } catch (IOException e) {
            throw UnreadableDocument.because("is no valid gzip, or only a part of it");
        }
    }

    private static Validators validators(HttpResponse<byte[]> response) {
        return new Validators(
                response.headers().firstValue("etag").orElse(null),
                response.headers().firstValue("last-modified").orElse(null));
    }

    /** @param address where it came from, after all redirects */
    private record Answer(URI address, HttpResponse<byte[]> response) {}

    @Override
    public void close() {
        client.close();
    }
}
