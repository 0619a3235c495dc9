package dev.gatewaysync.sync.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lines of UTF-8, of which none may be longer than so many bytes, and all together than so many: so a few bytes of gzip fill
 * neither the memory nor the disk. What it takes to read them is bounded, too.
 */
final class BoundedLines implements AutoCloseable {
    private final InputStream in;
    private final int longest;
    private final byte[] buffer = new byte[1 << 16];
    private final long most;
    private final Duration patience;
    private final long deadline;
    private long all;
    private int position;
    private int end;

    BoundedLines(InputStream in, int longest) {
        this(in, longest, Long.MAX_VALUE, Duration.ofDays(365));
    }

    /**
     * @param most bytes of all lines together
     * @param patience from now until the last line is read
     */
    BoundedLines(InputStream in, int longest, long most, Duration patience) {
        this.in = in;
        this.longest = longest;
        this.most = most;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    /**
     * @return null at the end
     * @throws IOException if a line is too long or no UTF-8
     * @throws UnusableBackupException if it is too much, or takes too long
     */
    @Nullable
    String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        while (true) {
            if (position == end) {
                end = in.read(buffer);
                position = 0;
                all += Math.max(0, end);
                if (all > most) {
                    throw new UnusableBackupException(
                            "it unpacks to more than " + (most >> 20) + " MiB, for which there is no room");
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new UnusableBackupException(
                            "it could not be read within " + patience.toMinutes() + " minutes");
                }
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
