package dev.gatewaysync.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.doctor.SelfCheck;
import dev.gatewaysync.console.overview.ConfigReload;
import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.console.status.Charts;
import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.update.UpdateSearch;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of the system, its numbers, self-check and audit log. */
@RestController
@RequestMapping("/api/v1")
final class SystemApi {
    private final StatusService status;
    private final DependencyStatus dependencyStatus;
    private final StatisticsQueries statistics;
    private final Charts charts;
    private final SelfCheck selfCheck;
    private final AuditLog audit;
    private final ConfigReload configReload;
    private final UpdateSearch updateSearch;

    SystemApi(
            StatusService status,
            DependencyStatus dependencyStatus,
            StatisticsQueries statistics,
            Charts charts,
            SelfCheck selfCheck,
            AuditLog audit,
            ConfigReload configReload,
            UpdateSearch updateSearch) {
        this.status = status;
        this.dependencyStatus = dependencyStatus;
        this.statistics = statistics;
        this.charts = charts;
        this.selfCheck = selfCheck;
        this.audit = audit;
        this.configReload = configReload;
        this.updateSearch = updateSearch;
    }

    @GetMapping("/status")
    ResponseEntity<byte[]> status() {
        return Json.ok(status.now());
    }

    @GetMapping("/stats")
    ResponseEntity<byte[]> stats() {
        return Json.ok(new Stats(statistics.now(), dependencyStatus.read().discord()));
    }

    record Stats(@JsonUnwrapped Statistics statistics, String discordStatus) {}

    @GetMapping("/charts/events")
    ResponseEntity<byte[]> events() {
        return Json.ok(charts.eventsPerMinute());
    }

    @GetMapping("/charts/resources")
    ResponseEntity<byte[]> resources() {
        return Json.ok(charts.resources());
    }

    @GetMapping("/doctor")
    ResponseEntity<byte[]> doctor() {
        return Json.ok(Map.of("checks", selfCheck.examine(false)));
    }

    /** As above, and posts a message to Discord, which it deletes again. */
    @PostMapping("/doctor")
    ResponseEntity<byte[]> doctorThatPosts(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        audit.record(operator, "self-check", "posts to Discord", null);
        return Json.ok(Map.of("checks", selfCheck.examine(true)));
    }

    /** All running services take gateway.yml anew, or none. */
    @PostMapping("/config/reload")
    ResponseEntity<byte[]> reload(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        ConfigReload.Answer answer = configReload.reload();
        audit.record(operator, "config reload", answer.message(), null);
        return Json.ok(answer);
    }

    @GetMapping("/audit")
    ResponseEntity<byte[]> audit(
            @RequestParam(defaultValue = "50") int count, @RequestParam(required = false) @Nullable String since) {
        Instant from = updateSearch.since(since);
        return Json.ok(Map.of("audit", audit.since(from == null ? Instant.EPOCH : from, Math.clamp(count, 1, 500))));
    }
}
