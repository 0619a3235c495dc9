package dev.gatewaysync.console.page;

import dev.gatewaysync.cards.SettingRoutes;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.Route;
import dev.gatewaysync.config.SourceDefinition;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.config.TypeDefinition;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.card.DrawnCard;
import dev.gatewaysync.console.overview.ConfigReload;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.reload.SourceRequests;
import dev.gatewaysync.service.settings.Settings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the community's gateway.yml says: types with their cards, places, routes, sources with their last requests. */
@Controller
final class ConfigPage {
    private final Supplier<GatewayConfig> config;
    private final CardDrawing cards;
    private final SourceRequests requests;
    private final ConfigReload reload;
    private final AuditLog audit;
    private final SettingRoutes usual;
    private final InstantSource clock;

    ConfigPage(
            Supplier<GatewayConfig> config,
            CardDrawing cards,
            SourceRequests requests,
            ConfigReload reload,
            AuditLog audit,
            Settings settings,
            InstantSource clock) {
        this.usual = SettingRoutes.of(settings::text);
        this.config = config;
        this.cards = cards;
        this.requests = requests;
        this.reload = reload;
        this.audit = audit;
        this.clock = clock;
    }

    public record ShownType(String name, String category, String example, List<DrawnCard> cards) {}

    public record ShownTarget(String name, String place, String notes) {}

    public record ShownRoute(String when, String to, String notes) {}

    /** @param isKnown whether Redis could be asked for its requests */
    public record ShownSource(String name, String proof, boolean isKnown, List<SourceRequests.Request> requests) {
        /** Where it sends to. */
        public String path() {
            return name.startsWith("/") ? name : "/webhook/in/" + name;
        }
    }

    @GetMapping("/config")
    String config(
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String data,
            Model model) {
        GatewayConfig current = config.get();
        model.addAttribute(
                "hash", current.hash().isEmpty() ? "" : current.hash().substring(0, 12));
        model.addAttribute("types", types(current));
        model.addAttribute(
                "routes", current.routes().stream().map(ConfigPage::route).toList());
        model.addAttribute("usual", usual.lines());
        model.addAttribute(
                "targets",
                current.targets().values().stream()
                        .map(target -> new ShownTarget(target.name(), place(target), notes(target)))
                        .toList());
        model.addAttribute(
                "sources",
                Stream.concat(current.sources().values().stream().map(this::source), ofPaths())
                        .toList());
        model.addAttribute("accepted", current.acceptedTypes());
        model.addAttribute("asked", type);
        model.addAttribute("data", data == null ? "{}" : data);
        if (type != null && data != null) {
            tried(current, type, data, model);
        }
        return "config";
    }

    @PostMapping("/config/reload")
    String reload(@RequestAttribute(Operator.ATTRIBUTE) Operator operator, Model model) {
        try {
            ConfigReload.Answer answer = reload.reload();
            audit.record(operator, "config reload", answer.message(), null);
            model.addAttribute("done", answer.message());
            model.addAttribute("notes", answer.notes());
        } catch (ApiException e) {
            model.addAttribute("problem", e.detail());
        }
        return config(null, null, model);
    }

    private List<ShownType> types(GatewayConfig current) {
        List<ShownType> types = new ArrayList<>();
        for (TypeDefinition type : current.types().values()) {
            types.add(new ShownType(
                    type.type().wireName(),
                    type.type().category().wireName(),
                    type.example().toString(),
                    cards.of(type.type(), type.example())));
        }
        for (String name : current.cards().keySet()) {
            if (current.type(name).isEmpty() && !name.equals(BuiltInType.STATS_UPDATED.wireName())) {
                types.add(changed(current, name));
            }
        }
        return types;
    }

    private ShownType changed(GatewayConfig current, String name) {
        EventType type = current.eventType(name).orElseThrow();
        JsonNode example = EventJson.mapper()
                .readTree(EventSchemas.sample((BuiltInType) type))
                .path("data");
        return new ShownType(name, type.category().wireName(), example.toString(), cards.of(type, example));
    }

    private static String notes(TargetDefinition target) {
        List<String> notes = new ArrayList<>();
        if (target.silent()) {
            notes.add("silent");
        }
        choices(target.threads() ? Boolean.TRUE : null, target.publish(), notes);
        return String.join(", ", notes);
    }

    /** What is not said is not told. */
    private static void choices(@Nullable Boolean thread, @Nullable Boolean publish, List<String> notes) {
        if (thread != null) {
            notes.add(thread ? "a thread for each message" : "no threads");
        }
        if (publish != null) {
            notes.add(publish ? "published" : "not published");
        }
    }

    private static ShownRoute route(Route route) {
        List<String> notes = new ArrayList<>();
        if (route.mention() != null) {
            notes.add("pings " + route.mention());
        }
        if (route.silent()) {
            notes.add("silent");
        }
        choices(route.thread(), route.publish(), notes);
        if (route.digest() != null) {
            notes.add("digest at " + route.digest().at() + " "
                    + (route.digest().on() == null
                            ? "every day"
                            : "on " + route.digest().on().toString().toLowerCase(java.util.Locale.ROOT))
                    + ", " + route.digest().zone());
        }
        if (route.stop()) {
            notes.add("ends the list");
        }
        return new ShownRoute(
                route.when() == null ? "every event" : route.when().source(),
                route.to().isEmpty() ? "the history only" : String.join(", ", route.to()),
                String.join(", ", notes));
    }

    private ShownSource source(SourceDefinition source) {
        String proof = source.preset() == null ? source.auth().toString() : "preset " + source.preset();
        try {
            return new ShownSource(source.name(), proof, true, requests.newest(source.name()));
        } catch (DataAccessException e) {
            return new ShownSource(source.name(), proof, false, List.of());
        }
    }

    /** Those who have a path of their own, once something has come there. */
    private Stream<ShownSource> ofPaths() {
        try {
            return Stream.of("github", "netlify", "vercel")
                    .map(provider -> new ShownSource(
                            SourceRequests.ofPath(provider),
                            "preset " + provider,
                            true,
                            requests.newest(SourceRequests.ofPath(provider))))
                    .filter(source -> !source.requests().isEmpty())
                    .toList()
                    .stream();
        } catch (DataAccessException e) {
            return Stream.empty();
        }
    }

    /** Where an event that somebody typed in would go, and its card. */
    private void tried(GatewayConfig current, String name, String text, Model model) {
        EventType type = current.eventType(name).orElse(null);
        ObjectNode data = object(text);
        if (type == null || data == null) {
            model.addAttribute("refused", type == null ? "There is no such type." : "The data must be a JSON object.");
            return;
        }
        var problems = current.schema(type).problems(data);
        if (!problems.isEmpty()) {
            model.addAttribute(
                    "refused",
                    problems.getFirst().pointer() + " " + problems.getFirst().message());
            return;
        }
        if (type == BuiltInType.STATS_UPDATED) {
            model.addAttribute("pinned", true);
            model.addAttribute("cards", cards.of(type, data));
            return;
        }
        Instant now = clock.instant();
        EventEnvelope event = new EventEnvelope("preview", type, Source.MAIN_APP, now, now, data, null, null);
        ConfiguredRoutes routes = new ConfiguredRoutes(config, clock);
        try {
            List<Placement> placements = routes.of(event).orElseGet(() -> usual.announcing(type)).stream()
                    .map(placement -> routes.inQuiet(event, placement))
                    .toList();
            model.addAttribute("placements", placements);
            model.addAttribute("cards", cards.of(type, data));
        } catch (MalformedEventException e) {
            model.addAttribute("refused", e.getMessage());
        }
    }

    private static @Nullable ObjectNode object(String text) {
        try {
            return EventJson.mapper().readTree(text) instanceof ObjectNode object ? object : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Without its address, which is a secret. */
    private static String place(TargetDefinition target) {
        return target.webhook() != null
                ? "webhook"
                : "#" + target.channel() + (target.guild() == null ? "" : " of the server " + target.guild());
    }
}
