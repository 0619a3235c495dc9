package dev.gatewaysync.cli;

import java.io.PrintWriter;

/** A bar that is drawn over and over on a terminal, and not at all elsewhere. */
final class Progress {
    private static final int WIDTH = 30;

    private final PrintWriter out;
    private final boolean terminal;
    private boolean drawn;

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(long percent, String text) {
        if (terminal) {
            int full = Math.clamp(percent, 0, 100) * WIDTH / 100;
            out.print("\r\033[K" + "█".repeat(full) + "░".repeat(WIDTH - full) + " " + percent + " % " + text);
            out.flush();
            drawn = true;
        }
    }

    void end() {
        if (drawn) {
            out.print("\r\033[K");
            out.flush();
            drawn = false;
        }
    }
}
