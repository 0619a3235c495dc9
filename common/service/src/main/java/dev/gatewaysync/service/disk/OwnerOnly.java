package dev.gatewaysync.service.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** Folders and files that nobody but their owner reads: 0700 and 0600. Nothing happens where there are no such modes. */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnly() {}

    /**
     * Takes from others what they may do with a folder and all in it. Links are not followed, and what another user owns
     * stays as it is.
     *
     * @return how many folders and files others could read, write or enter
     */
    public static long mend(Path root) throws IOException {
        if (!Files.exists(root)
                || !Files.getFileStore(root).supportsFileAttributeView("posix")
                || Files.isSymbolicLink(root)) {
            return 0;
        }
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(OwnerOnly::closed).count();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Makes a folder, if it is not there, and those above it, for the owner alone. One that is there stays as its owner set it. */
    public static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path above = folder.toAbsolutePath();
        while (above.getParent() != null && !Files.exists(above)) {
            above = above.getParent();
        }
        if (Files.getFileStore(above).supportsFileAttributeView("posix")) {
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** Makes an empty file for the owner alone; one that is there keeps what is in it and is closed to others. */
    public static void makeFile(Path file) throws IOException {
        try {
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            close(file);
        }
    }

    /** Takes from others what they may do with a file. Somebody else's stays as it is. */
    public static void close(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            closed(file);
        }
    }

    private static boolean closed(Path path) {
        try {
            boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
            if (!folder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            Set<PosixFilePermission> wanted = folder ? FOLDER : FILE;
            if (wanted.containsAll(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS))) {
                return false;
            }
            Files.setPosixFilePermissions(path, wanted);
            return true;
        } catch (IOException e) {
            // Gone meanwhile, or somebody else's.
            return false;
        }
    }
}
