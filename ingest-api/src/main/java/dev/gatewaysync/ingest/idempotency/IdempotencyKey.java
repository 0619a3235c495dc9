package dev.gatewaysync.ingest.idempotency;

import dev.gatewaysync.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a sender calls one delivery, however often it tries it.
 *
 * @param scope keeps the keys of different kinds of senders apart
 * @param value as the sender gave it
 */
public record IdempotencyKey(String scope, String value) {
    String redisKey() {
        return "gateway:idempotency:" + scope + ":" + Sha256.hex(value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The id of the event that comes of this delivery with this body: UUID version 8 (RFC 9562) of their hash. It is the
     * same at every try, on every instance, with and without Redis, so that consumers recognise a repeat where nothing
     * else does. The body is part of it, so that a key that is used again for something else is not swallowed.
     */
    public String eventId(String bodyHash) {
        byte[] hash = Sha256.of((scope + '\0' + value + '\0' + bodyHash).getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        long high = buffer.getLong() & 0xFFFF_FFFF_FFFF_0FFFL | 0x8000L;
        long low = buffer.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
