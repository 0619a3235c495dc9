package dev.gatewaysync.config;

/**
 * One mistake in {@code gateway.yml}.
 *
 * @param line from 1
 * @param column from 1
 * @param message what is wrong and what would be right; never repeats a secret
 */
public record ConfigProblem(int line, int column, String message) {
    /** {@code gateway.yml:12:5: …}. */
    public String in(String file) {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
