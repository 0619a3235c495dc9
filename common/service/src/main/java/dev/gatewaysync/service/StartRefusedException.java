package dev.gatewaysync.service;

import java.util.List;

/** What is around this process does not let it start; the message has one line for each thing to mend. */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartRefusedException(List<String> lines) {
        super(String.join("\n", lines));
    }
}
