package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.card.CardDrawing;
import dev.gatewaysync.console.card.DrawnCard;
import dev.gatewaysync.console.failed.FailedFilter;
import dev.gatewaysync.console.failed.FailedMessage;
import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.failed.FailedMessageService;
import dev.gatewaysync.console.failed.FailedOrder;
import dev.gatewaysync.console.failed.FailedSearch;
import dev.gatewaysync.console.failed.FailureDetails;
import dev.gatewaysync.console.failed.ReplayJobs;
import dev.gatewaysync.console.failed.ReplayPlan;
import dev.gatewaysync.console.failed.Selection;
import dev.gatewaysync.messaging.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Failed messages: see, preview, confirm, watch. */
@Controller
@RequestMapping("/failed")
final class FailedPages {
    private static final int PAGE = 50;

    private final FailedMessageQueries failures;
    private final FailedMessageService desk;
    private final ReplayJobs jobs;
    private final FailedSearch search;
    private final CardDrawing cards;

    FailedPages(
            FailedMessageQueries failures,
            FailedMessageService desk,
            ReplayJobs jobs,
            FailedSearch search,
            CardDrawing cards) {
        this.failures = failures;
        this.desk = desk;
        this.jobs = jobs;
        this.search = search;
        this.cards = cards;
    }

    /** As a form sends it. */
    record Wanted(
            @Nullable List<String> ids,
            @Nullable Boolean all,
            @Nullable Integer rate,
            @Nullable String why) {
        int rateOrDefault() {
            return rate == null ? FailedMessageService.RATE : rate;
        }
    }

    @GetMapping
    String failed(
            @ModelAttribute("question") FailedSearch.Question question,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(defaultValue = "0") int offset,
            Model model) {
        FailedFilter filter = search.filter(question);
        FailedOrder order = FailedOrder.of(sort);
        int from = Math.max(0, offset);
        List<FailedMessage> found = failures.list(Selection.of(filter), order, PAGE + 1, from);
        model.addAttribute("groups", failures.groups(filter));
        model.addAttribute("failures", found.subList(0, Math.min(PAGE, found.size())));
        model.addAttribute("types", withChosen(failures.types(), question.type()));
        model.addAttribute("targets", withChosen(failures.targets(), question.target()));
        model.addAttribute("queues", Topology.WORK_QUEUES);
        model.addAttribute("orders", FailedOrder.values());
        model.addAttribute("sort", order);
        model.addAttribute("older", found.size() > PAGE ? from + PAGE : null);
        model.addAttribute("newer", from > 0 ? Math.max(0, from - PAGE) : null);
        model.addAttribute("replays", jobs.recent(5));
        return "failed";
    }

    /** What was chosen is shown as chosen, also where nothing is open with it. */
    private static Set<String> withChosen(List<String> open, @Nullable String chosen) {
        Set<String> shown = new TreeSet<>(open);
        if (chosen != null) {
            shown.add(chosen);
        }
        return shown;
    }

    @GetMapping("/{id}")
    String message(@PathVariable String id, Model model) {
        FailureDetails details =
                failures.find(id).orElseThrow(() -> ApiException.notFound("There is no such failed message."));
        model.addAttribute("details", details);
        model.addAttribute("cards", cards(details.failure(), details.body()));
        return "failed-message";
    }

    @GetMapping("/preview")
    String preview(Wanted wanted, @ModelAttribute("question") FailedSearch.Question question, Model model) {
        ReplayPlan plan = desk.plan(selection(wanted, question), wanted.rateOrDefault());
        model.addAttribute("plan", plan);
        Map<String, String> bodies = failures.bodies(plan.preview());
        Map<String, List<DrawnCard>> drawn = new HashMap<>();
        plan.preview().forEach(failure -> drawn.put(failure.id(), cards(failure, bodies.get(failure.id()))));
        model.addAttribute("cards", drawn);
        model.addAttribute("wanted", wanted);
        // What is asked for below is what was shown, also when an age has become another time.
        model.addAttribute("shown", search.asOfNow(question));
        return "replay-preview";
    }

    @PostMapping("/replay")
    String replay(
            Wanted wanted, FailedSearch.Question question, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return desk.replay(selection(wanted, question), wanted.rateOrDefault(), operator, blankIsNull(wanted.why()))
                .map(job -> "redirect:/failed/replays/" + job)
                .orElse("redirect:/failed");
    }

    @PostMapping("/discard")
    String discard(
            Wanted wanted, FailedSearch.Question question, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        desk.discard(selection(wanted, question), operator, wanted.why() == null ? "" : wanted.why());
        return "redirect:/failed";
    }

    @GetMapping("/replays/{id}")
    String progress(@PathVariable String id, Model model) {
        model.addAttribute(
                "replay", jobs.find(id).orElseThrow(() -> ApiException.notFound("There is no such replay.")));
        return "replay";
    }

    @PostMapping("/replays/{id}/cancel")
    String cancel(@PathVariable String id, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        desk.cancel(id, operator);
        return "redirect:/failed/replays/"
                + jobs.find(id)
                        .orElseThrow(() -> ApiException.notFound("There is no such replay."))
                        .id();
    }

    /** What it would be in Discord; nothing for a message on its way elsewhere. */
    private List<DrawnCard> cards(FailedMessage failure, @Nullable String body) {
        return body == null || !failure.queue().equals(Topology.DISCORD)
                ? List.of()
                : cards.ofBody(body, failure.target());
    }

    private Selection selection(Wanted wanted, FailedSearch.Question question) {
        return new Selection(
                wanted.ids() == null ? List.of() : wanted.ids(),
                Boolean.TRUE.equals(wanted.all()),
                search.filter(question));
    }

    private static @Nullable String blankIsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
