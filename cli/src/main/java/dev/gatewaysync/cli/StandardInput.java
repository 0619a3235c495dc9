package dev.gatewaysync.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Secrets that are given to a command: not as an argument, which every user of the machine can see. */
final class StandardInput {
    private StandardInput() {}

    /** Without what ends it. */
    static String line() {
        try {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line != null) {
                return line;
            }
        } catch (IOException e) {
            // As if there was none.
        }
        throw new CliException(CliException.WRONG_USE, "no line on standard input");
    }
}
