package dev.gatewaysync.cli;

/** Ends the command with one line and an exit code. */
final class CliException extends RuntimeException {
    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int UNREACHABLE = 3;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CliException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
