package dev.gatewaysync.cli;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.SettingRoutes;
import dev.gatewaysync.cards.StatisticsCards;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventData;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventIds;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Problem;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.StatsUpdated;
import dev.gatewaysync.input.Spelling;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.statistics.Statistics;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code gateway config preview}: an event as the publisher would place and draw it. */
final class ConfigPreview {
    private static final long MILESTONES = 50;

    private final GlobalOptions options;
    private final GatewayConfig config;
    private final EventCards cards;
    private final StatisticsCards statistics;
    private final ConfiguredRoutes routes;
    private final SettingRoutes usual;

    ConfigPreview(GlobalOptions options, LocalConfig local) {
        this.options = options;
        this.config = local.valid();
        Language language =
                local.settings().text("LANGUAGE").flatMap(Language::withCode).orElse(Language.ENGLISH);
        String app = local.settings().text("APP_NAME").orElse("Everything Gateway");
        this.cards = new EventCards(app, () -> config).in(() -> language);
        this.statistics = new StatisticsCards(app).of(() -> config).in(language);
        this.routes = new ConfiguredRoutes(() -> config, InstantSource.system());
        this.usual = SettingRoutes.of(local.settings()::text);
    }

    void run(String typeName, @Nullable String data, @Nullable String target) {
        EventType type = type(typeName);
        EventEnvelope event =
                event(type, data == null ? example(type) : parsed(ConfigCommand.argument("--data", data)));
        try {
            List<Placement> placements = placements(event);
            if (target != null) {
                placements = List.of(placements.stream()
                        .filter(placement -> placement.target().equals(target))
                        .findFirst()
                        .orElse(Placement.usual(known(target))));
            }
            show(event, placements);
        } catch (MalformedEventException | IllegalArgumentException e) {
            throw new CliException(CliException.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private List<Placement> placements(EventEnvelope event) {
        if (event.type() == BuiltInType.STATS_UPDATED) {
            return List.of();
        }
        List<Placement> placements = routes.of(event).orElseGet(() -> usual.announcing(event.type()));
        return placements.stream()
                .map(placement -> routes.inQuiet(event, placement))
                .toList();
    }

    private void show(EventEnvelope event, List<Placement> placements) {
        Placement first = placements.isEmpty() ? Placement.usual(Route.ANNOUNCEMENTS) : placements.getFirst();
        Message message = event.event() instanceof StatsUpdated told ? pinned(told) : message(event, first);
        if (options.json()) {
            ObjectNode json = message.newBody(isWebhook(first.target()));
            ArrayNode targets = json.putArray("targets");
            placements.forEach(placement -> targets.add(placement.target()));
            line(event, placements).ifPresent(line -> json.put("digest", line));
            options.out()
                    .println(EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json));
            return;
        }
        PrintWriter out = options.out();
        if (placements.isEmpty()) {
            out.println(event.type().wireName() + " → "
                    + (event.type() == BuiltInType.STATS_UPDATED
                            ? "the pinned statistics, whatever the routes say; the categories are an example"
                            : "the history only"));
        }
        placements.forEach(placement -> out.println(event.type().wireName() + " → " + described(placement)));
        out.println(CardText.of(message.body()));
        line(event, placements).ifPresent(line -> out.println("Among others in the digest: " + line));
    }

    /** What stands for it in a digest; alone there it is shown as it is. */
    private Optional<String> line(EventEnvelope event, List<Placement> placements) {
        return placements.stream()
                .filter(Placement::isCollected)
                .findFirst()
                .map(placement -> cards.collectedLine(event, placement.target()));
    }

    /** What the app tells of, and two categories that stand for those of the catalogue. */
    private Message pinned(StatsUpdated told) {
        long resources = told.resourceCount() == null ? 0 : told.resourceCount();
        return statistics.both(
                new Statistics(
                        told.resourceCount(),
                        told.categoryCount(),
                        told.totalUsers(),
                        told.otherStats(),
                        List.of(
                                new Statistics.Category("one", "One category", null, resources - resources / 3, null),
                                new Statistics.Category("another", "Another", null, resources / 3, null)),
                        null,
                        null,
                        new Statistics.Drift(0, 0),
                        new Statistics.Updates(0, 0, Map.of()),
                        Map.of(),
                        null),
                resources / MILESTONES * MILESTONES,
                "preview");
    }

    private Message message(EventEnvelope event, Placement placement) {
        Optional<TargetDefinition> target = config.target(placement.target());
        return Message.of(cards.announcement(event, placement.target()))
                .with(cards.buttons(event))
                .pinging(placement.options().roles())
                .arriving(new Message.Delivery(
                        placement.options().silent(),
                        target.map(TargetDefinition::username).orElse(null),
                        target.map(TargetDefinition::avatar).orElse(null)));
    }

    private boolean isWebhook(String target) {
        return config.target(target).filter(one -> one.webhook() != null).isPresent();
    }

    private static String described(Placement placement) {
        List<String> notes = new ArrayList<>();
        placement.options().roles().forEach(role -> notes.add("pings the role " + role));
        if (placement.options().silent()) {
            notes.add("silent");
        }
        if (placement.options().thread()) {
            notes.add("with a thread");
        }
        Boolean publish = placement.options().publish();
        if (publish != null) {
            notes.add(publish ? "published to the servers that follow the channel" : "not published");
        }
        if (placement.notBefore() != null) {
            notes.add((placement.isCollected() ? "in the digest of " : "not before ")
                    + placement
                            .notBefore()
                            .atZone(java.time.ZoneId.systemDefault())
                            .toOffsetDateTime());
        }
        return placement.target() + (notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")");
    }

    private EventType type(String name) {
        List<String> known = new ArrayList<>(config.types().keySet());
        for (BuiltInType type : BuiltInType.values()) {
            known.add(type.wireName());
        }
        return config.eventType(name)
                .orElseThrow(() -> new CliException(
                        CliException.WRONG_USE,
                        "there is no type '" + name + "'" + nearest(name, known) + "; there are "
                                + String.join(", ", known)));
    }

    private String known(String target) {
        List<String> known = new ArrayList<>(config.targets().keySet());
        known.add(Route.ANNOUNCEMENTS);
        if (!known.contains(target)) {
            throw new CliException(
                    CliException.WRONG_USE,
                    "there is no target '" + target + "'" + nearest(target, known) + "; there are "
                            + String.join(", ", known));
        }
        return target;
    }

    private static String nearest(String written, List<String> known) {
        return Spelling.meant(written, known, UnaryOperator.identity(), 3)
                .map(word -> ", did you mean '" + word + "'?")
                .orElse("");
    }

    private ObjectNode example(EventType type) {
        return type instanceof BuiltInType builtIn
                ? (ObjectNode) EventJson.mapper()
                        .readTree(EventSchemas.sample(builtIn))
                        .path("data")
                : config.type(type.wireName()).orElseThrow().example();
    }

    private static ObjectNode parsed(String text) {
        try {
            JsonNode data = EventJson.readStrictly(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            if (data instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new CliException(CliException.WRONG_USE, "--data is no JSON: " + e.getOriginalMessage());
        }
        throw new CliException(CliException.WRONG_USE, "--data must be a JSON object");
    }

    private EventEnvelope event(EventType type, ObjectNode given) {
        ObjectNode data = EventData.read(config.schema(type), given);
        List<Problem> problems = config.schema(type).problems(data);
        if (!problems.isEmpty()) {
            throw new CliException(
                    CliException.FAILED,
                    problems.stream()
                            .map(problem -> "/data" + problem.pointer() + " " + problem.message())
                            .collect(Collectors.joining("\n")));
        }
        Instant now = Instant.now();
        return new EventEnvelope(EventIds.next(), type, Source.MAIN_APP, now, now, data, null, null);
    }
}
