package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.update.EventSender;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    SendPage(EventSender sender, CardDrawing cards) {
        this.sender = sender;
        this.cards = cards;
    }

    @GetMapping("/send")
    String form(@RequestParam(required = false, defaultValue = "bug-fixed") String type, Model model) {
        BuiltInType chosen = BuiltInType.named(type).orElse(FIRST);
        JsonNode sample =
                EventJson.mapper().readTree(EventSchemas.sample(chosen)).path("data");
        return page(chosen, sample, model);
    }

    @PostMapping("/send")
    String send(
            @RequestParam String type,
            @RequestParam Map<String, String> fields,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        BuiltInType chosen =
                BuiltInType.named(type).orElseThrow(() -> ApiException.badRequest("There is no such type."));
        JsonNode data = EventForm.data(chosen, fields);
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
        BuiltInType chosen =
                BuiltInType.named(type).orElseThrow(() -> ApiException.badRequest("There is no such type."));
        preview(chosen, EventForm.data(chosen, fields), model);
        return "parts :: preview";
    }

    private void preview(BuiltInType chosen, JsonNode data, Model model) {
        model.addAttribute("missing", EventSchemas.problems(chosen, data));
        model.addAttribute("cards", cards.of(chosen, data));
    }

    private String page(BuiltInType chosen, JsonNode data, Model model) {
        List<String> types = Arrays.stream(BuiltInType.values())
                .filter(type -> type.origin() == BuiltInType.Origin.MAIN_APP)
                .map(BuiltInType::wireName)
                .toList();
        model.addAttribute("types", types);
        model.addAttribute("type", chosen.wireName());
        model.addAttribute("form", EventForm.of(chosen, data));
        preview(chosen, data, model);
        return "send";
    }
}
