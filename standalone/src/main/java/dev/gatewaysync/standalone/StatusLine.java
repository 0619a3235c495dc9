package dev.gatewaysync.standalone;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A terminal whose last line is drawn over and over. Whatever else is written to it, by whichever thread, takes the place of
 * that line, which is drawn again below.
 */
final class StatusLine extends FilterOutputStream {
    private static final byte[] CLEAR = "\r\033[K".getBytes(StandardCharsets.US_ASCII);

    private final int columns;
    private boolean drawn;
    private boolean atLineStart = true;

    StatusLine(OutputStream terminal, int columns) {
        super(terminal);
        this.columns = columns;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        clear();
        out.write(bytes, offset, length);
        atLineStart = bytes[offset + length - 1] == '\n';
    }

    /** Draws {@code text}, cut to the terminal's width; in the middle of somebody else's line it waits for the next time. */
    synchronized void draw(String text) {
        if (!atLineStart) {
            return;
        }
        try {
            String cut = text.length() < columns ? text : text.substring(0, columns - 2) + "…";
            out.write(CLEAR);
            out.write(cut.getBytes(StandardCharsets.UTF_8));
            out.flush();
            drawn = true;
        } catch (IOException e) {
            // Nobody looks any more.
            drawn = false;
        }
    }

    synchronized void erase() {
        try {
            clear();
            out.flush();
        } catch (IOException e) {
            drawn = false;
        }
    }

    private void clear() throws IOException {
        if (drawn) {
            drawn = false;
            out.write(CLEAR);
        }
    }
}
