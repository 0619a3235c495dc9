package dev.gatewaysync.console.api;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.alert.AlertService;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators are told, and of what they want to hear nothing for a while. */
@RestController
@RequestMapping("/api/v1/alerts")
final class AlertsApi {
    private final AlertService alerts;

    AlertsApi(AlertService alerts) {
        this.alerts = alerts;
    }

    record SnoozeWanted(
            @Nullable String rule,
            @Nullable String time,
            @Nullable String why) {}

    @GetMapping
    ResponseEntity<byte[]> list() {
        return Json.ok(alerts.view());
    }

    @PostMapping("/test")
    ResponseEntity<byte[]> test(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(Map.of("places", alerts.test(operator)));
    }

    @PostMapping("/snooze")
    ResponseEntity<byte[]> snooze(
            @RequestBody SnoozeWanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        String rule = rule(wanted);
        return Json.ok(Map.of(
                "rule",
                rule,
                "until",
                alerts.snooze(rule, wanted.time() == null ? "1h" : wanted.time(), wanted.why(), operator)));
    }

    @PostMapping("/unsnooze")
    ResponseEntity<byte[]> unsnooze(
            @RequestBody SnoozeWanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        String rule = rule(wanted);
        alerts.unsnooze(rule, operator);
        return Json.ok(Map.of("rule", rule));
    }

    private static String rule(SnoozeWanted wanted) {
        if (wanted.rule() == null || wanted.rule().isBlank()) {
            throw ApiException.badRequest("Say which rule.");
        }
        return wanted.rule().strip();
    }
}
