package dev.gatewaysync.standalone;

import dev.gatewaysync.service.InvalidSettingsException;
import dev.gatewaysync.service.ServiceDefinition;
import org.springframework.boot.web.server.PortInUseException;

/** Turns what kept a service from starting into a sentence for the operator. */
final class StartFailures {
    private StartFailures() {}

    static RuntimeException explain(ServiceDefinition service, Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof InvalidSettingsException invalid) {
                return invalid;
            }
            if (t instanceof PortInUseException port) {
                return new StartFailedException(
                        service.name() + " needs port " + port.getPort()
                                + ", and another program has it. Stop that program, or set another port (see docs/configuration.md)");
            }
        }
        return new IllegalStateException(service.name() + " did not start", cause);
    }
}
