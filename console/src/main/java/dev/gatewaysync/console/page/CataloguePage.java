package dev.gatewaysync.console.page;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.overview.CatalogueDrift;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.storage.statistics.Statistics;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The numbers, where they come from, and a sync now. */
@Controller
final class CataloguePage {
    private final StatisticsQueries statistics;
    private final OperatorRequestService requests;

    CataloguePage(StatisticsQueries statistics, OperatorRequestService requests) {
        this.statistics = statistics;
        this.requests = requests;
    }

    @GetMapping("/catalogue")
    String catalogue(Model model) {
        Statistics now = statistics.now();
        model.addAttribute("stats", now);
        model.addAttribute("drift", CatalogueDrift.inWords(now).orElse(null));
        model.addAttribute(
                "suspicious",
                now.lastSync().values().stream().anyMatch(run -> run.outcome().equals("suspicious")));
        model.addAttribute(
                "syncs",
                requests.recent(40).stream()
                        .filter(request -> request.kind().equals("sync"))
                        .limit(5)
                        .toList());
        return "catalogue";
    }

    @PostMapping("/catalogue/sync")
    String sync(
            @RequestParam String mode,
            @RequestParam(defaultValue = "false") boolean force,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.sync(mode, force, operator);
        return "redirect:/catalogue";
    }
}
