package dev.gatewaysync.discord.bot.session;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.ratelimit.Permit;
import dev.gatewaysync.discord.ratelimit.RateLimited;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.discord.rest.RequestReport;
import dev.gatewaysync.discord.rest.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Counts what JDA sends where Discord counts it, at the moment when it is sent, so that its requests and ours together keep
 * the global limit. JDA keeps the limits of single routes itself. The first answer to an interaction never waits: Discord
 * counts it nowhere. What follows is authorised by the interaction's token; without the bot's it counts for the address.
 *
 * @see <a href="https://discord.com/developers/docs/topics/rate-limits#global-rate-limit">Global rate limit</a>
 */
final class JdaRateLimitInterceptor implements Interceptor {
    private static final long BODY_LOOKED_AT = 1 << 20;

    private static final String TEMPLATE = "sent by JDA";

    private final RateLimiter limiter;
    private final RequestObserver observer;

    JdaRateLimitInterceptor(RateLimiter limiter, RequestObserver observer) {
        this.limiter = limiter;
        this.observer = observer;
    }

    /** @param observer told of what counts, as of the requests of our own client */
    static OkHttpClient.Builder client(RateLimiter limiter, RequestObserver observer) {
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(5, 10, TimeUnit.SECONDS))
                .addInterceptor(new JdaRateLimitInterceptor(limiter, observer))
                // Nearer to Discord, so that the other looks into what was unpacked.
                .addNetworkInterceptor(JdaAnswers::unpacked);
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        List<String> path = request.url().pathSegments();
        // Each address has a line of its own: JDA has them wait for each other already. Some hold a token.
        String line = Sha256.hex(request.url().encodedPath());
        if (path.contains("interactions")) {
            if (limiter.block().isUp()) {
                throw new IOException("Not sent: the network in front of Discord blocks this address");
            }
            return chain.proceed(request);
        }
        if (path.contains("webhooks")) {
            Request anonymous =
                    request.newBuilder().removeHeader("Authorization").build();
            return counted(chain, anonymous, Route.webhook(request.method(), TEMPLATE, line));
        }
        return counted(chain, request, Route.bot(request.method(), TEMPLATE, line));
    }

    private Response counted(Chain chain, Request request, Route route) throws IOException {
        try (Permit permit = limiter.acquire(route)) {
            long start = System.nanoTime();
            int status = 0;
            @Nullable RateLimited limited = null;
            try {
                Response response = chain.proceed(request);
                status = response.code();
                limited = limited(response);
                if (limited == null) {
                    permit.completed(status, Optional.empty());
                } else {
                    permit.rateLimited(limited);
                }
                return response;
            } finally {
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                observer.finished(new RequestReport(route, status, permit.waited(), took, limited));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Not sent: the session ends");
        }
    }

    private static @Nullable RateLimited limited(Response response) throws IOException {
        if (response.isSuccessful()) {
            return null;
        }
        HttpHeaders headers = HttpHeaders.of(response.headers().toMultimap(), (name, value) -> true);
        byte[] body = response.peekBody(BODY_LOOKED_AT).bytes();
        return RetryAfter.toldBy(response.code(), headers, body).orElse(null);
    }
}
