package dev.gatewaysync.service.settings;

import java.util.List;

/** Settings with which a service does not start; the message has one line per problem. */
public final class InvalidSettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSettingsException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
