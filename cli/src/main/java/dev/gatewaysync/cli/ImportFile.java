package dev.gatewaysync.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file of updates, read in parts that a console takes: an array, the array {@code updates} of an object, or a line each in
 * a file {@code .ndjson}. It is never in memory as a whole, and what stands around the updates is skipped.
 */
final class ImportFile implements AutoCloseable {
    private static final int MOST_UPDATES = 2_000;
    /** Of characters, each of which may be three bytes. */
    private static final int LONGEST_PART = 2 << 20;

    private final BufferedReader in;
    private final FileChannel channel;
    private final boolean lines;
    private boolean ended;
    private int count;
    private int next = -2;

    private ImportFile(FileChannel channel, boolean lines) {
        this.in = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
        this.channel = channel;
        this.lines = lines;
    }

    /** @throws IOException if it holds no updates where they should be */
    static ImportFile open(Path path) throws IOException {
        ImportFile file = new ImportFile(
                FileChannel.open(path, StandardOpenOption.READ), path.toString().endsWith(".ndjson"));
        try {
            if (!file.lines) {
                file.findUpdates();
            }
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** A JSON array with the next updates; null when there are no more. */
    @Nullable
    String next() throws IOException {
        StringBuilder part = new StringBuilder("[");
        int updates = 0;
        while (!ended && updates < MOST_UPDATES && part.length() < LONGEST_PART) {
            int before = part.length();
            if (updates > 0) {
                part.append(',');
            }
            if (lines ? line(part) : element(part)) {
                updates++;
                count++;
            } else {
                part.setLength(before);
            }
        }
        return updates == 0 ? null : part.append(']').toString();
    }

    /** How much of the file has been read, some of it ahead. */
    long percent() {
        try {
            return channel.size() == 0 ? 100 : 100 * channel.position() / channel.size();
        } catch (IOException e) {
            return 0;
        }
    }

    private boolean line(StringBuilder part) throws IOException {
        String line = in.readLine();
        if (line == null) {
            ended = true;
            return false;
        }
        part.append(line.strip());
        return !line.isBlank();
    }

    /** Up to the array's beginning. */
    private void findUpdates() throws IOException {
        int first = past();
        if (first == '[') {
            return;
        }
        if (first != '{') {
            throw new IOException("it is no JSON");
        }
        while (true) {
            StringBuilder name = new StringBuilder();
            int c = past();
            if (c != '"') {
                throw new IOException("it has no array \"updates\"");
            }
            string(name);
            if (past() != ':') {
                throw new IOException("it is no JSON");
            }
            if (name.toString().equals("updates\"") && peek() == '[') {
                read();
                return;
            }
            value(new StringBuilder(), false);
            if (past() != ',') {
                throw new IOException("it has no array \"updates\"");
            }
        }
    }

    /** False at the array's end. */
    private boolean element(StringBuilder part) throws IOException {
        if (peek() == ',') {
            read();
        }
        if (peek() == ']') {
            ended = true;
            return false;
        }
        value(part, true);
        return true;
    }

    /** One value as it is written; kept only if wanted. */
    private void value(StringBuilder text, boolean kept) throws IOException {
        int depth = 0;
        int from = text.length();
        peek();
        while (true) {
            int c = peekRaw();
            if (c < 0) {
                throw new IOException("it is cut short, in update " + (count + 1));
            }
            if (depth == 0 && (c == ',' || c == ']' || c == '}')) {
                return;
            }
            readRaw();
            text.append((char) c);
            if (c == '"') {
                string(text);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
            if (text.length() - from > LONGEST_PART) {
                if (kept) {
                    throw new IOException("update " + (count + 1) + " is too long");
                }
                text.setLength(from);
            }
            if (depth == 0 && (c == '}' || c == ']')) {
                return;
            }
        }
    }

    /** The rest of a string, behind its first quote. */
    private void string(StringBuilder text) throws IOException {
        while (true) {
            int c = readRaw();
            if (c < 0 || text.length() > 4 * LONGEST_PART) {
                throw new IOException("it is cut short, in update " + (count + 1));
            }
            text.append((char) c);
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                text.append((char) readRaw());
            }
        }
    }

    private int past() throws IOException {
        peek();
        return readRaw();
    }

    private void read() throws IOException {
        readRaw();
    }

    /** The next character that is no white space. */
    private int peek() throws IOException {
        while (Character.isWhitespace(peekRaw()) || peekRaw() == '\uFEFF') {
            readRaw();
        }
        return peekRaw();
    }

    private int peekRaw() throws IOException {
        if (next == -2) {
            next = in.read();
        }
        return next;
    }

    private int readRaw() throws IOException {
        int c = peekRaw();
        next = -2;
        return c;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
