package dev.gatewaysync.specification;

import dev.gatewaysync.simulator.traffic.Exchange;
import dev.gatewaysync.simulator.traffic.ExchangeObserver;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has whatever goes over any simulator of this process compared with the document that {@code DISCORD_OPENAPI} names
 * (environment or system property), and does nothing without one. Reports go to the folder
 * {@code DISCORD_OPENAPI_REPORT}, else {@code target/discord-specification}.
 */
public final class SpecificationObserver implements ExchangeObserver {

    private static final Optional<SpecificationCheck> CHECK =
            setting("DISCORD_OPENAPI").map(SpecificationObserver::start);

    private static SpecificationCheck start(String document) {
        var folder = setting("DISCORD_OPENAPI_REPORT").orElse("target/discord-specification");
        var check = new SpecificationCheck(
                Specification.read(Path.of(document)),
                DocumentedDifferences.load(),
                new SpecificationReport(Path.of(folder)));
        Thread.ofPlatform().daemon().name("discord-specification").start(check);
        Runtime.getRuntime().addShutdownHook(new Thread(check::finish));
        return check;
    }

    private static Optional<String> setting(String name) {
        @Nullable String property = System.getProperty(name);
        return Optional.ofNullable(property == null ? System.getenv(name) : property)
                .filter(value -> !value.isBlank());
    }

    @Override
    public void answered(Exchange exchange) {
        CHECK.ifPresent(check -> check.take(exchange));
    }
}
