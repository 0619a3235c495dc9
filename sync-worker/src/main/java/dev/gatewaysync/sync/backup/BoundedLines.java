package dev.gatewaysync.sync.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of UTF-8, of which none may be longer than so many bytes: so a few bytes of gzip cannot fill the memory. */
final class BoundedLines implements AutoCloseable {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int end;

    BoundedLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /**
     * @return null at the end
     * @throws IOException if a line is too long or no UTF-8
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            if (position == end) {
                end = in.read(buffer);
                position = 0;
                if (end <= 0) {
                    end = 0;
                    return line.size() == 0 ? null : text(line);
                }
            }
            int from = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            if (line.size() + position - from > longest) {
                throw new IOException("a line is longer than " + (longest >> 20) + " MiB");
            }
            line.write(buffer, from, position - from);
            if (position < end) {
                position++;
                return text(line);
            }
        }
    }

    private static String text(ByteArrayOutputStream line) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line.toByteArray()))
                .toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
