package dev.gatewaysync.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there when the whole of it is: it is written beside under another name, which nobody takes for an export,
 * and one of an earlier export stays until then. What is no file, such as a pipe, is written to as it comes.
 */
final class ExportFile {
    private final Path file;

    private ExportFile(Path file) {
        this.file = file;
    }

    static ExportFile at(Path file) {
        try {
            // A link goes on leading to its file.
            return new ExportFile(Files.exists(file) ? file.toRealPath() : file);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    void take(InputStream export) {
        Source source = new Source(export);
        boolean there = Files.exists(file);
        if (there && !Files.isRegularFile(file)) {
            write(source);
            return;
        }
        Path part = beside();
        try {
            Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw source.failure == null
                    ? unwritable(file, e)
                    : brokeOff(source.failure, there ? "; " + file + " is as it was" : "; no file was written");
        } finally {
            delete(part);
        }
    }

    private void write(Source source) {
        try (var out = Files.newOutputStream(file)) {
            source.transferTo(out);
        } catch (IOException e) {
            throw source.failure == null
                    ? unwritable(file, e)
                    : brokeOff(source.failure, "; what was written to " + file + " is not whole");
        }
    }

    private Path beside() {
        return file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Its name says that it is a part.
        }
    }

    static CliException brokeOff(IOException why, String left) {
        return new CliException(CliException.FAILED, "the export broke off: " + why.getMessage() + left);
    }

    private static CliException unwritable(Path file, IOException why) {
        String reason = why.getMessage();
        return new CliException(
                CliException.FAILED,
                file + " cannot be written: " + why.getClass().getSimpleName()
                        + (reason == null || reason.equals(file.toString()) ? "" : " " + reason));
    }

    /** Tells a failure of the export from one of the disk. */
    private static final class Source extends FilterInputStream {
        @Nullable
        IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
