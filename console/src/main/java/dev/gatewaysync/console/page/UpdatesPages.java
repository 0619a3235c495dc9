package dev.gatewaysync.console.page;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.failed.FailedMessage;
import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.update.UpdateSearch;
import dev.gatewaysync.console.update.Waterfall;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.RecordedNames;
import dev.gatewaysync.storage.Update;
import dev.gatewaysync.storage.UpdateTimeline;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** The history, and one update's life. */
@Controller
final class UpdatesPages {
    private static final int PAGE = 50;

    private final UpdateSearch updateSearch;
    private final RecordedNames names;
    private final CardDrawing cards;
    private final ConsoleSettings settings;
    private final FailedMessageQueries failures;
    private final Supplier<GatewayConfig> config;

    UpdatesPages(
            UpdateSearch updateSearch,
            RecordedNames names,
            CardDrawing cards,
            ConsoleSettings settings,
            FailedMessageQueries failures,
            Supplier<GatewayConfig> config) {
        this.failures = failures;
        this.names = names;
        this.config = config;
        this.updateSearch = updateSearch;
        this.cards = cards;
        this.settings = settings;
    }

    @GetMapping("/updates")
    String updates(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(defaultValue = "0") int offset,
            Model model) {
        UpdateSearch.Question question = new UpdateSearch.Question(type, source, since, status, q);
        List<Update> found = updateSearch.find(question, PAGE + 1, Math.max(0, offset));
        model.addAttribute("updates", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("question", question);
        model.addAttribute("offset", Math.max(0, offset));
        model.addAttribute("older", found.size() > PAGE ? offset + PAGE : null);
        model.addAttribute("newer", offset > 0 ? Math.max(0, offset - PAGE) : null);
        model.addAttribute(
                "types",
                Stream.of(
                                Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName),
                                config.get().types().keySet().stream(),
                                names.types().stream())
                        .flatMap(names -> names)
                        .distinct()
                        .toList());
        model.addAttribute("sources", names.sources());
        return "updates";
    }

    @GetMapping("/updates/{id}")
    String update(@PathVariable String id, Model model) {
        UpdateTimeline life = updateSearch.life(id);
        model.addAttribute("life", life);
        model.addAttribute("update", life.update());
        model.addAttribute("failed", failed(life.update().id()));
        model.addAttribute("state", state(life));
        model.addAttribute("waterfall", Waterfall.of(life));
        model.addAttribute("cards", cards.of(life));
        model.addAttribute("curl", curl(life.update()));
        return "update";
    }

    private static String state(UpdateTimeline life) {
        boolean hasFailed = life.deliveries().stream()
                .anyMatch(delivery -> delivery.status().equals("failed"));
        return life.update().synced() ? "synced" : hasFailed ? "failed" : "pending";
    }

    /** Target → the failed message that waits for a decision; an empty target stands for all, as earlier versions wrote it. */
    private Map<String, FailedMessage> failed(String eventId) {
        Map<String, FailedMessage> byTarget = new HashMap<>();
        failures.of(eventId)
                .forEach(failure -> byTarget.put(failure.target() == null ? "" : failure.target(), failure));
        return byTarget;
    }

    /** The request that makes the same event again; the secret stays in the shell. */
    private String curl(Update update) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.put("type", update.type());
        body.set("data", update.details());
        return "curl " + settings.ingestUrl() + "/webhook/updates \\\n"
                + "  -H \"Authorization: Bearer $WEBHOOK_SECRET\" -H 'Content-Type: application/json' \\\n"
                + "  -d '" + body.toString().replace("'", "'\\''") + "'";
    }
}
