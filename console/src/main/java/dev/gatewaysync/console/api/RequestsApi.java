package dev.gatewaysync.console.api;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.storage.operator.WorkerQueries;
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

/** What is asked of the other services: syncs, backups, schedules, targets. */
@RestController
@RequestMapping("/api/v1")
final class RequestsApi {
    private final OperatorRequestService requests;
    private final WorkerQueries worker;

    RequestsApi(OperatorRequestService requests, WorkerQueries worker) {
        this.requests = requests;
        this.worker = worker;
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
            @PathVariable String target,
            @RequestParam(required = false) @Nullable String why,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.resumeTarget(target, operator, why));
    }

    @PostMapping("/targets/{target}/pause")
    ResponseEntity<byte[]> pauseTarget(
            @PathVariable String target,
            @RequestParam(required = false) @Nullable String why,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.requested(requests.pauseTarget(target, operator, why));
    }
}
