package dev.gatewaysync.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The main app went live in a new version. */
public record AppDeployed(
        String version, List<String> changes, @Nullable String url) implements GatewayEvent {
    public AppDeployed {
        Required.present(version, "app-deployed", "version");
        changes = Absent.asEmpty(changes);
    }
}
