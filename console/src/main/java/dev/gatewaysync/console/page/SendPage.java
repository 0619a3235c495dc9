package dev.gatewaysync.console.page;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.update.EventSender;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/** Sends an event by a form that the type's schema draws. */
@Controller
final class SendPage {
    private static final BuiltInType FIRST = BuiltInType.BUG_FIXED;

    private final EventSender sender;
    private final CardDrawing cards;
    private final Supplier<GatewayConfig> config;

    SendPage(EventSender sender, CardDrawing cards, Supplier<GatewayConfig> config) {
        this.config = config;
        this.sender = sender;
        this.cards = cards;
    }

    @GetMapping("/send")
    String form(@RequestParam(required = false, defaultValue = "bug-fixed") String type, Model model) {
        EventType chosen = config.get().eventType(type).orElse(FIRST);
        return page(chosen, sample(chosen), model);
    }

    @PostMapping("/send")
    String send(
            @RequestParam String type,
            @RequestParam Map<String, String> fields,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        EventType chosen = chosen(type);
        JsonNode data = EventForm.data(config.get().schema(chosen), fields);
        EventSender.Reply reply = sender.send(type, data, operator);
        if (reply.status() < 300) {
            model.addAttribute("sent", reply.body().path("id").asString(""));
        } else {
            response.setStatus(reply.status());
            model.addAttribute("problem", reply.body());
        }
        return page(chosen, data, model);
    }

    /** What the half-written event would look like; sends nothing. */
    @PostMapping("/send/preview")
    String preview(@RequestParam String type, @RequestParam Map<String, String> fields, Model model) {
        EventType chosen = chosen(type);
        preview(chosen, EventForm.data(config.get().schema(chosen), fields), model);
        return "parts :: preview";
    }

    private EventType chosen(String type) {
        return config.get().eventType(type).orElseThrow(() -> ApiException.badRequest("There is no such type."));
    }

    private JsonNode sample(EventType type) {
        return type instanceof BuiltInType builtIn
                ? EventJson.mapper().readTree(EventSchemas.sample(builtIn)).path("data")
                : config.get().type(type.wireName()).orElseThrow().example();
    }

    private void preview(EventType chosen, JsonNode data, Model model) {
        model.addAttribute("missing", config.get().schema(chosen).problems(data));
        model.addAttribute("cards", cards.of(chosen, data));
    }

    private String page(EventType chosen, JsonNode data, Model model) {
        List<String> types =
                config.get().acceptedTypes().stream().map(EventType::wireName).toList();
        model.addAttribute("types", types);
        model.addAttribute("type", chosen.wireName());
        model.addAttribute("form", EventForm.of(config.get().schema(chosen), data));
        preview(chosen, data, model);
        return "send";
    }
}
