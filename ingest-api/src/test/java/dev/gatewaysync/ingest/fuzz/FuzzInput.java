package dev.gatewaysync.ingest.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines, and then bytes: so an input can be read and written by hand. */
public final class FuzzInput {
    private final byte[] bytes;
    private int position;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Up to the next line feed, as Tomcat reads a header; empty if there is nothing left. */
    public String line() {
        int end = position;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        String line = new String(bytes, position, end - position, StandardCharsets.ISO_8859_1);
        position = Math.min(bytes.length, end + 1);
        return line;
    }

    public byte[] rest() {
        return Arrays.copyOfRange(bytes, position, bytes.length);
    }
}
