package dev.gatewaysync.console.doctor;

import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.EmbeddedParts;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.service.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks at everything once and says of each part whether it works, and if not, what to do. */
@Component
public final class SelfCheck {
    private final Settings settings;
    private final EmbeddedParts embedded;
    private final DependencyStatus dependencyStatus;
    private final DiscordChecks discord;
    private final TargetChecks targets;
    private final CatalogueCheck catalogue;
    private final PlaceChecks places;
    private final Web web;

    SelfCheck(
            Settings settings,
            EmbeddedParts embedded,
            DependencyStatus dependencyStatus,
            DiscordChecks discord,
            TargetChecks targets,
            CatalogueCheck catalogue,
            PlaceChecks places,
            Web web) {
        this.settings = settings;
        this.embedded = embedded;
        this.dependencyStatus = dependencyStatus;
        this.discord = discord;
        this.targets = targets;
        this.catalogue = catalogue;
        this.places = places;
        this.web = web;
    }

    /** @param post also posts a message to the webhook's channel, and deletes it again */
    public List<Check> examine(boolean post) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("Configuration", "read without problems"));
        DependencyStatus.Reading reading = dependencyStatus.read();
        part(checks, "Broker", reading.broker(), advice(EmbeddedParts.BROKER, "RABBITMQ_URL"));
        part(checks, "Redis", reading.redis(), advice(EmbeddedParts.REDIS, "REDIS_URL"));
        part(checks, "Database", reading.database(), "Start it, or correct DATABASE_URL");
        if (reading.broker()) {
            reading.queues().stream()
                    .map(queue -> queue.consumers() > 0
                            ? Check.ok("Queue " + queue.name(), queue.messages() + " waiting")
                            : Check.failed(
                                    "Queue " + queue.name(),
                                    queue.messages() + " waiting, nobody works on it",
                                    "Start the service behind it; its log says why it stopped"))
                    .forEach(checks::add);
        }
        if (catalogue.isConfigured()) {
            checks.add(mainAppBesideACatalogue());
            checks.add(catalogue.examine(reading.database()));
        } else {
            checks.add(mainApp());
        }
        checks.addAll(discord.examine(post));
        checks.addAll(targets.examine());
        checks.addAll(places.examine());
        return checks;
    }

    private static void part(List<Check> checks, String name, boolean up, String advice) {
        checks.add(up ? Check.ok(name, "answers") : Check.failed(name, "does not answer", advice));
    }

    private String advice(String part, String variable) {
        return embedded.has(part) ? EmbeddedParts.advice() : "Start it, or correct " + variable;
    }

    /** Its catalogue is elsewhere, or of another shape, and is examined by itself. */
    private Check mainAppBesideACatalogue() {
        String url = settings.text("MAIN_APP_URL", "");
        if (url.isEmpty()) {
            return Check.skipped("Main app", "not set", "Set MAIN_APP_URL for uptime checks");
        }
        Web.Answer page = web.get(url, null);
        return page.status() > 0
                ? Check.ok("Main app", page.problem())
                : Check.failed("Main app", page.problem(), "Check MAIN_APP_URL");
    }

    private Check mainApp() {
        String url = settings.text("MAIN_APP_URL", "");
        if (url.isEmpty()) {
            return Check.skipped("Main app", "not set", "Set MAIN_APP_URL for syncs and uptime checks");
        }
        String path = settings.text("MAIN_APP_CATALOG_PATH", "/data/categories.json");
        String key = settings.secrets("MAIN_APP_API_KEY").stream()
                .findFirst()
                .map(Secret::reveal)
                .orElse("");
        Web.Answer index = web.get(url.replaceAll("/$", "") + path, key.isEmpty() ? null : "Bearer " + key);
        if (!index.isOk()) {
            return Check.failed("Main app", path + " " + index.problem(), "Check MAIN_APP_URL and MAIN_APP_API_KEY");
        }
        return index.body().isContainer()
                ? Check.ok("Main app", "serves its catalogue")
                : Check.failed("Main app", path + " is a page, no JSON", "Correct MAIN_APP_CATALOG_PATH");
    }
}
