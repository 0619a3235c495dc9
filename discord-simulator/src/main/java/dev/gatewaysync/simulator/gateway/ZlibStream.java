package dev.gatewaysync.simulator.gateway;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Discord's transport compression: one zlib stream over the whole connection, flushed after each payload. */
final class ZlibStream implements AutoCloseable {

    private final Deflater deflater = new Deflater();
    private final byte[] chunk = new byte[8192];

    byte[] compress(byte[] payload) {
        var out = new ByteArrayOutputStream();
        deflater.setInput(payload);
        int length;
        do {
            length = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, length);
        } while (length == chunk.length);
        return out.toByteArray();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
