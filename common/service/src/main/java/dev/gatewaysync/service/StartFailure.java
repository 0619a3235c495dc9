package dev.gatewaysync.service;

import com.rabbitmq.client.AuthenticationFailureException;
import dev.gatewaysync.service.settings.InvalidSettingsException;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what kept a service from starting into one line for the operator, where the operator can mend it. */
public final class StartFailure {
    private static final long MEBIBYTE = 1024 * 1024;

    private StartFailure() {}

    /** Empty if it is nothing that anybody but a programmer can mend. */
    public static Optional<String> explain(Throwable failure, Settings settings) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Optional<String> line = one(cause, settings);
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    /** Behind a colon: on the same line if it is one, else each on a line of its own. */
    public static String below(String lines) {
        return (lines.indexOf('\n') < 0 ? " " : "\n") + lines;
    }

    private static Optional<String> one(Throwable cause, Settings settings) {
        return switch (cause) {
            case InvalidSettingsException e -> Optional.of(String.valueOf(e.getMessage()));
            case StartRefusedException e -> Optional.of(String.valueOf(e.getMessage()));
            case AuthenticationFailureException e ->
                Optional.of("RABBITMQ_URL has a user or password that the broker refuses");
            case OutOfMemoryError e -> Optional.of(memory(e));
            case PortInUseException e ->
                Optional.of(settings.nameOfPort(e.getPort()).orElse("port") + " is " + e.getPort()
                        + ", and another program has that port. Stop it, or set a free one");
            case SQLException e -> Optional.of(database(e, settings.text("DATABASE_URL", "")));
            case AccessDeniedException e ->
                Optional.of(
                        "the file " + e.getFile() + " may not be written. Give it to the user who runs the gateway");
            case BindException e ->
                Optional.of("an address to listen on is not one of this machine, or its port is taken");
            case IOException e -> input(String.valueOf(e.getMessage()));
            default -> Optional.empty();
        };
    }

    private static String memory(OutOfMemoryError e) {
        return String.valueOf(e.getMessage()).contains("native thread")
                ? "the system allows too few threads. Raise ulimit -u, or TasksMax= of systemd, to 1024 or more"
                : "there is too little memory (" + Runtime.getRuntime().maxMemory() / MEBIBYTE
                        + " MiB). Give it more, for example GATEWAY_MAX_HEAP=512m, or JAVA_OPTS=-Xmx512m for a service";
    }

    private static Optional<String> input(String said) {
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return Optional.of("the disk is full (" + said + "). Make room, or set GATEWAY_DATA_DIR to another disk");
        }
        if (said.contains("Too many open files")) {
            return Optional.of(
                    "the system allows too few open files. Raise ulimit -n, or LimitNOFILE= of systemd, to 1024"
                            + " or more");
        }
        if (said.contains("Read-only file system")) {
            return Optional.of("the disk can only be read (" + said + "). Set GATEWAY_DATA_DIR to a folder on another");
        }
        return Optional.empty();
    }

    /**
     * The database's own words hold no password. SQLState by PostgreSQL's Appendix A; SQLite's driver has messages alone.
     */
    static String database(SQLException e, String url) {
        String state = String.valueOf(e.getSQLState());
        String said =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String lower = said.toLowerCase(Locale.ROOT);
        if (state.startsWith("28")) {
            return "DATABASE_URL has a user or password that the database refuses (" + said + ")";
        }
        if (state.equals("3D000")) {
            return "DATABASE_URL names a database that is not there (" + said + "). Create it: createdb NAME";
        }
        if (state.startsWith("08")) {
            return "DATABASE_URL: the database cannot be reached" + reason(e)
                    + ". Start it, or correct host and port, for example postgres://user:password@localhost:5432/gateway";
        }
        if (state.equals("53300")) {
            return "DATABASE_URL: the database has no connection free (" + said + ")";
        }
        if (state.equals("42501")) {
            return "DATABASE_URL has a user who may not make tables (" + said + "). Make it the owner of the database";
        }
        if (lower.contains("sqlite_notadb") || lower.contains("sqlite_corrupt")) {
            return file(url) + " is damaged, or is no database (" + said
                    + "). Move it away and restore a backup: ./gateway backup restore FILE";
        }
        if (lower.contains("sqlite_full") || lower.contains("sqlite_ioerr") && isFull(url)) {
            return "the disk of " + file(url) + " is full. Make room, or set GATEWAY_DATA_DIR to another disk";
        }
        if (lower.contains("sqlite_readonly") || lower.contains("sqlite_cantopen") || lower.contains("sqlite_perm")) {
            return file(url) + " cannot be opened or written (" + said
                    + "). Give it and its folder to the user who runs the gateway";
        }
        return "DATABASE_URL: the database refused (" + said + ")";
    }

    /** SQLite has no word for a disk without room for the file that its processes share. */
    private static boolean isFull(String url) {
        try {
            return Files.getFileStore(Path.of(path(url))).getUsableSpace() < MEBIBYTE;
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static String file(String url) {
        return "the database " + path(url);
    }

    private static String path(String url) {
        return url.replaceFirst("^jdbc:sqlite:(file:)?", "").replaceFirst("\\?.*", "");
    }

    private static String reason(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return " (its host is not known)";
            }
            if (cause instanceof IOException) {
                return " (" + cause.getMessage() + ")";
            }
        }
        return "";
    }
}
