package dev.gatewaysync.console.page;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.alert.AlertService;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What is wrong, who was told where and when, and what is snoozed. */
@Controller
final class AlertsPage {
    private final AlertService alerts;

    AlertsPage(AlertService alerts) {
        this.alerts = alerts;
    }

    @GetMapping("/alerts")
    String alerts(Model model) {
        model.addAttribute("alerts", alerts.view());
        model.addAttribute("tried", List.of());
        return "alerts";
    }

    /** Shows what came of it at once: it takes seconds and is not kept. */
    @PostMapping("/alerts/test")
    String test(@RequestAttribute(Operator.ATTRIBUTE) Operator operator, Model model) {
        model.addAttribute("tried", alerts.test(operator));
        model.addAttribute("alerts", alerts.view());
        return "alerts";
    }

    @PostMapping("/alerts/snooze")
    String snooze(
            @RequestParam String rule,
            @RequestParam String time,
            @RequestParam(required = false) @Nullable String why,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        alerts.snooze(rule, time, why == null || why.isBlank() ? null : why, operator);
        return "redirect:/alerts";
    }

    @PostMapping("/alerts/unsnooze")
    String unsnooze(@RequestParam String rule, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        alerts.unsnooze(rule, operator);
        return "redirect:/alerts";
    }
}
