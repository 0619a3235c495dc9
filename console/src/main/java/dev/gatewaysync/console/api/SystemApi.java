package dev.gatewaysync.console.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gatewaysync.console.access.Operator;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.console.request.WorkerQueries;
import dev.gatewaysync.console.status.DependencyStatus;
import dev.gatewaysync.console.status.StatusService;
import dev.gatewaysync.storage.Statistics;
import dev.gatewaysync.storage.StatisticsQueries;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** State, numbers, and what is asked of the other services. */
@RestController
@RequestMapping("/api/v1")
final class SystemApi {
    private final StatusService status;
    private final DependencyStatus dependencyStatus;
    private final StatisticsQueries statistics;
    private final OperatorRequestService requests;
    private final WorkerQueries worker;
    private final SystemParts parts;

    SystemApi(
            StatusService status,
            DependencyStatus dependencyStatus,
            StatisticsQueries statistics,
            OperatorRequestService requests,
            WorkerQueries worker,
            SystemParts parts) {
        this.status = status;
        this.dependencyStatus = dependencyStatus;
        this.statistics = statistics;
        this.requests = requests;
        this.worker = worker;
        this.parts = parts;
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
        return Json.ok(parts.charts().eventsPerMinute());
    }

    @GetMapping("/charts/resources")
    ResponseEntity<byte[]> resources() {
        return Json.ok(parts.charts().resources());
    }

    @GetMapping("/doctor")
    ResponseEntity<byte[]> doctor() {
        return Json.ok(Map.of("checks", parts.doctor().examine(false)));
    }

    /** As above, and posts a message to Discord, which it deletes again. */
    @PostMapping("/doctor")
    ResponseEntity<byte[]> doctorThatPosts(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        parts.audit().record(operator, "self-check", "posts to Discord", null);
        return Json.ok(Map.of("checks", parts.doctor().examine(true)));
    }

    record SyncWanted(@Nullable String mode, @Nullable Boolean force) {}

    @PostMapping("/sync")
    ResponseEntity<byte[]> sync(
            @RequestBody SyncWanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        String mode = wanted.mode() == null ? "quick" : wanted.mode();
        return Json.requested(requests.sync(mode, Boolean.TRUE.equals(wanted.force()), operator));
    }

    @GetMapping("/requests/{id}")
    ResponseEntity<byte[]> request(@PathVariable String id) {
        return Json.ok(requests.find(id));
    }

    @GetMapping("/backups")
    ResponseEntity<byte[]> backups() {
        return Json.ok(Map.of("backups", worker.backups()));
    }

    @PostMapping("/backups")
    ResponseEntity<byte[]> createBackup(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.createBackup(operator));
    }

    @PostMapping("/backups/{file}/verify")
    ResponseEntity<byte[]> verifyBackup(
            @PathVariable String file, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.verifyBackup(file, operator));
    }

    @PostMapping("/backups/{file}/restore")
    ResponseEntity<byte[]> restoreBackup(
            @PathVariable String file,
            @RequestParam(required = false) @Nullable String why,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.restoreBackup(file, operator, why));
    }

    @GetMapping("/schedules")
    ResponseEntity<byte[]> schedules() {
        return Json.ok(Map.of("schedules", worker.schedules()));
    }

    @PostMapping("/schedules/{name}/pause")
    ResponseEntity<byte[]> pause(@PathVariable String name, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.schedule(name, true, operator));
    }

    @PostMapping("/schedules/{name}/resume")
    ResponseEntity<byte[]> resume(@PathVariable String name, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.schedule(name, false, operator));
    }

    @PostMapping("/targets/{target}/resume")
    ResponseEntity<byte[]> resumeTarget(
            @PathVariable String target, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.resumeTarget(target, operator));
    }

    @GetMapping("/audit")
    ResponseEntity<byte[]> audit(@RequestParam(defaultValue = "50") int count) {
        return Json.ok(Map.of("audit", parts.audit().recent(Math.clamp(count, 1, 500))));
    }
}
