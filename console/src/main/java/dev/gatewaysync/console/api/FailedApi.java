package dev.gatewaysync.console.api;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.failed.FailedMessageService;
import dev.gatewaysync.console.failed.FailedOrder;
import dev.gatewaysync.console.failed.FailedSearch;
import dev.gatewaysync.console.failed.ReplayJobs;
import dev.gatewaysync.console.failed.Selection;
import dev.gatewaysync.console.update.UpdateSearch;
import java.util.LinkedHashMap;
import java.util.List;
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

/** Failed messages: list, group, replay, discard. */
@RestController
@RequestMapping("/api/v1/failed")
final class FailedApi {
    private final FailedMessageQueries failures;
    private final FailedMessageService desk;
    private final ReplayJobs jobs;
    private final FailedSearch search;

    FailedApi(FailedMessageQueries failures, FailedMessageService desk, ReplayJobs jobs, FailedSearch search) {
        this.failures = failures;
        this.desk = desk;
        this.jobs = jobs;
        this.search = search;
    }

    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam(defaultValue = "50") int count,
            @RequestParam(defaultValue = "0") int offset,
            @RequestParam(required = false) @Nullable String sort,
            FailedSearch.Question question) {
        if (count < 1 || count > UpdateSearch.MOST || offset < 0) {
            throw ApiException.badRequest("count must be from 1 to " + UpdateSearch.MOST + ", offset 0 or more.");
        }
        Selection selection = Selection.of(search.filter(question));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", failures.count());
        answer.put("failed", failures.list(selection, FailedOrder.of(sort), count, offset));
        return Json.ok(answer);
    }

    @GetMapping("/reasons")
    ResponseEntity<byte[]> reasons(FailedSearch.Question question) {
        return Json.ok(Map.of("reasons", failures.groups(search.filter(question))));
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> show(@PathVariable String id) {
        return Json.ok(failures.find(id)
                .orElseThrow(() -> ApiException.notFound("There is no failed message " + shown(id) + ".")));
    }

    /**
     * @param dryRun answers with what would be done; an absent value is true, so that nothing happens by accident
     * @param rate messages a second
     */
    record Wanted(
            @Nullable List<String> ids,
            @Nullable Boolean all,
            @Nullable String reason,
            @Nullable String queue,
            @Nullable String type,
            @Nullable String target,
            @Nullable String since,
            @Nullable String until,
            @Nullable String q,
            @Nullable Boolean dryRun,
            @Nullable Integer rate,
            @Nullable String why) {
        int rateOrDefault() {
            return rate == null ? FailedMessageService.RATE : rate;
        }
    }

    @PostMapping("/replay")
    ResponseEntity<byte[]> replay(@RequestBody Wanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        Selection selection = selection(wanted);
        if (!Boolean.FALSE.equals(wanted.dryRun())) {
            return Json.ok(desk.plan(selection, wanted.rateOrDefault()));
        }
        String job = desk.replay(selection, wanted.rateOrDefault(), operator, wanted.why())
                .orElseThrow(() -> ApiException.notFound("None of these messages is open."));
        return Json.of(202, Map.of("replay", job));
    }

    @PostMapping("/discard")
    ResponseEntity<byte[]> discard(
            @RequestBody Wanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        String why = wanted.why() == null ? "" : wanted.why();
        return Json.ok(Map.of("discarded", desk.discard(selection(wanted), operator, why)));
    }

    @GetMapping("/replays")
    ResponseEntity<byte[]> replays(@RequestParam(defaultValue = "20") int count) {
        return Json.ok(Map.of("replays", jobs.recent(Math.clamp(count, 1, 100))));
    }

    @GetMapping("/replays/{id}")
    ResponseEntity<byte[]> progress(@PathVariable String id) {
        return Json.ok(jobs.find(id).orElseThrow(() -> ApiException.notFound("There is no such replay.")));
    }

    @PostMapping("/replays/{id}/cancel")
    ResponseEntity<byte[]> cancel(@PathVariable String id, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(Map.of("cancelled", desk.cancel(id, operator)));
    }

    private Selection selection(Wanted wanted) {
        return new Selection(
                wanted.ids() == null ? List.of() : wanted.ids(),
                Boolean.TRUE.equals(wanted.all()),
                search.filter(new FailedSearch.Question(
                        wanted.reason(),
                        wanted.queue(),
                        wanted.type(),
                        wanted.target(),
                        wanted.since(),
                        wanted.until(),
                        wanted.q())));
    }

    private static String shown(String id) {
        return id.length() > 40 ? id.substring(0, 40) + "…" : id;
    }
}
