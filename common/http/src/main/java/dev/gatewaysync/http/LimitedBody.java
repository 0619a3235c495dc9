package dev.gatewaysync.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects at most so many bytes of a body. Of a longer one the rest is not read. */
final class LimitedBody implements BodySubscriber<byte[]> {
    private final long limit;
    private final boolean cut;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private LimitedBody(long limit, boolean cut) {
        this.limit = limit;
        this.cut = cut;
    }

    /** A longer one ends the exchange with {@link BodyTooLongException}. */
    static LimitedBody whole(long limit) {
        return new LimitedBody(limit, false);
    }

    /** Of a longer one, its beginning. */
    static LimitedBody start(long limit) {
        return new LimitedBody(limit, true);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (cut && limit == 0) {
            finish();
        } else {
            newSubscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            long room = limit - bytes.size();
            byte[] chunk = new byte[(int) Math.min(buffer.remaining(), room)];
            if (buffer.remaining() > room && !cut) {
                body.completeExceptionally(new BodyTooLongException(limit));
                cancel();
                return;
            }
            buffer.get(chunk);
            bytes.writeBytes(chunk);
            if (cut && bytes.size() == limit) {
                finish();
            }
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(bytes.toByteArray());
    }

    private void finish() {
        body.complete(bytes.toByteArray());
        cancel();
    }

    private void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }
}
