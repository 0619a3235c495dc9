package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.failed.FailedMessage;
import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.update.ListAddress;
import dev.gatewaysync.console.update.UpdateSearch;
import dev.gatewaysync.console.update.Waterfall;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.history.Update;
import dev.gatewaysync.storage.history.UpdateTimeline;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** One update's life, and what stands beside it in the list that somebody came from. */
@Controller
final class UpdatePages {
    private final UpdateSearch updateSearch;
    private final CardDrawing cards;
    private final ConsoleSettings settings;
    private final FailedMessageQueries failures;

    UpdatePages(UpdateSearch updateSearch, CardDrawing cards, ConsoleSettings settings, FailedMessageQueries failures) {
        this.failures = failures;
        this.updateSearch = updateSearch;
        this.cards = cards;
        this.settings = settings;
    }

    /** @param refreshes of the part that changes, which is not where its neighbours stand; null where a page is opened */
    @GetMapping("/updates/{id}")
    String update(
            @PathVariable String id,
            UpdateSearch.Question question,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "HX-Request", required = false) @Nullable String refreshes,
            Model model) {
        UpdateTimeline life = updateSearch.life(id);
        model.addAttribute("list", new ListAddress(question, before, after).query());
        model.addAttribute(
                "neighbours",
                refreshes == null
                        ? updateSearch.neighbours(question, life.update().id())
                        : null);
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
