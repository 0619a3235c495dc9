package dev.gatewaysync.service;

import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what kept a service from starting into one line for the operator, where the operator can mend it. */
public final class StartFailure {
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

    private static Optional<String> one(Throwable cause, Settings settings) {
        return switch (cause) {
            case InvalidSettingsException e -> Optional.of(String.valueOf(e.getMessage()));
            case PortInUseException e ->
                Optional.of(settings.nameOfPort(e.getPort()).orElse("port") + " is " + e.getPort()
                        + ", and another program has that port. Stop it, or set a free one");
            case SQLException e -> Optional.of(database(e));
            case AccessDeniedException e ->
                Optional.of(
                        "the file " + e.getFile() + " may not be written. Give it to the user who runs the gateway");
            case BindException e ->
                Optional.of("an address to listen on is not one of this machine, or its port is taken");
            case IOException e ->
                String.valueOf(e.getMessage()).contains("No space left on device")
                        ? Optional.of("the disk is full (" + e.getMessage() + ")")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /**
     * The database's own words hold no password. SQLState by PostgreSQL's Appendix A; SQLite's driver has messages alone.
     */
    private static String database(SQLException e) {
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
            return "DATABASE_URL: the database file is damaged or is none (" + said
                    + "). Move it away and restore a backup: ./gateway backup restore FILE";
        }
        if (lower.contains("sqlite_full")) {
            return "DATABASE_URL: the disk of the database is full";
        }
        if (lower.contains("sqlite_readonly") || lower.contains("sqlite_cantopen") || lower.contains("sqlite_perm")) {
            return "DATABASE_URL: the database file cannot be opened or written (" + said
                    + "). Give it and its folder to the user who runs the gateway";
        }
        return "DATABASE_URL: the database refused (" + said + ")";
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
