package dev.gatewaysync.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a gigabyte that can be filled to its last byte; mounting it needs root. */
final class SmallDisk implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", folder.toString());
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    void fill() throws IOException {
        for (int block : new int[] {BLOCK, 512}) {
            try (OutputStream filler = Files.newOutputStream(folder.resolve("filler-" + block))) {
                while (true) {
                    filler.write(new byte[block]);
                }
            } catch (IOException full) {
                // As it has to be.
            }
        }
    }

    void free() throws IOException {
        Files.delete(folder.resolve("filler-" + BLOCK));
        Files.delete(folder.resolve("filler-512"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + said);
        }
    }
}
