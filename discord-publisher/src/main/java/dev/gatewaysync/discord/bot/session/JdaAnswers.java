package dev.gatewaysync.discord.bot.session;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.GzipSource;
import okio.Okio;
import okio.Source;

/**
 * What Discord answers to JDA, unpacked, and read to an end in bytes and in time. JDA asks for packed answers, and Discord gives
 * them; who looks into one that is packed sees no JSON, and would take a refusal of Discord's for a block of this address.
 */
final class JdaAnswers {
    /** In bytes, unpacked. */
    static final long LONGEST = 16 << 20;

    private static final Duration SLOWEST = Duration.ofSeconds(30);
    private static final String ENCODING = "Content-Encoding";

    private JdaAnswers() {}

    static Response unpacked(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody packed = response.body();
        boolean gzip = "gzip".equalsIgnoreCase(response.header(ENCODING));
        Source source = gzip ? new GzipSource(packed.source()) : packed.source();
        ResponseBody body = ResponseBody.create(
                Okio.buffer(new Bounded(source, LONGEST, SLOWEST)),
                packed.contentType(),
                gzip ? -1 : packed.contentLength());
        Response.Builder unpacked = response.newBuilder().body(body);
        return (gzip ? unpacked.removeHeader(ENCODING).removeHeader("Content-Length") : unpacked).build();
    }

    private static final class Bounded extends ForwardingSource {
        private final long endNanos;
        private long left;

        Bounded(Source source, long longest, Duration slowest) {
            super(source);
            this.left = longest;
            this.endNanos = System.nanoTime() + slowest.toNanos();
        }

        @Override
        public long read(Buffer sink, long most) throws IOException {
            if (System.nanoTime() - endNanos > 0) {
                throw new InterruptedIOException("The answer did not end in time");
            }
            long read = super.read(sink, most);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException("The answer is too long");
            }
            return read;
        }
    }
}
