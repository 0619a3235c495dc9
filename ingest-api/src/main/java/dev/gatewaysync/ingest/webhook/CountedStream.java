package dev.gatewaysync.ingest.webhook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells of every piece that arrives how long it is. */
final class CountedStream extends FilterInputStream {
    private final IntConsumer arrived;

    CountedStream(InputStream in, IntConsumer arrived) {
        super(in);
        this.arrived = arrived;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
            arrived.accept(count);
        }
        return count;
    }
}
