package dev.gatewaysync.testkit;

import dev.gatewaysync.events.AppDeployed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link AppDeployed} as tests need it: the one place of theirs that a new field of it concerns. */
public final class Deploys {
    private Deploys() {}

    public static AppDeployed of(String version, String... changes) {
        return deploy(version, List.of(changes), null);
    }

    public static AppDeployed at(String version, String url) {
        return deploy(version, List.of(), url);
    }

    private static AppDeployed deploy(String version, List<String> changes, @Nullable String url) {
        return new AppDeployed(version, changes, url);
    }
}
