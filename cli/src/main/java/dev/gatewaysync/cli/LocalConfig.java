package dev.gatewaysync.cli;

import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The {@code gateway.yml} of this folder, with nothing running.
 *
 * @param name as it is called in messages
 * @param settings of the environment and {@code .env}
 */
record LocalConfig(String name, ConfigFile file, LocalSettings settings) {
    /** @param file null for the one that the settings name, or the usual one */
    static LocalConfig of(@Nullable Path file) {
        LocalSettings settings = LocalSettings.read(System.getenv(), Path.of(""));
        Path path =
                file != null ? file : Path.of(settings.text("GATEWAY_CONFIG").orElse(ConfigFile.NAME));
        boolean isNamed = file != null || settings.text("GATEWAY_CONFIG").isPresent();
        if (!isNamed && !Files.exists(path)) {
            return new LocalConfig(path.toString(), ConfigFile.NONE, settings);
        }
        try {
            return new LocalConfig(path.toString(), ConfigFile.read(path, settings::text), settings);
        } catch (IOException e) {
            throw new CliException(CliException.WRONG_USE, "cannot read " + path);
        }
    }

    /** @throws CliException with all mistakes, if there are any */
    GatewayConfig valid() {
        if (!file.problems().isEmpty()) {
            throw new CliException(
                    CliException.FAILED,
                    String.join("\n", file.problems().stream().map(this::line).toList()));
        }
        return file.config();
    }

    String line(ConfigProblem problem) {
        return problem.in(name);
    }
}
