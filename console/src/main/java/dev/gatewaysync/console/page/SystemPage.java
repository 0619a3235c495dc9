package dev.gatewaysync.console.page;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import dev.gatewaysync.console.overview.Status;
import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.console.request.OperatorRequestService;
import dev.gatewaysync.storage.operator.DiscordTargets;
import dev.gatewaysync.storage.operator.WorkerQueries;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Parts, settings, schedules, backups, and who did what. */
@Controller
final class SystemPage {
    /** Of more targets those that work are folded. */
    private static final int SHOWN = 50;

    private final StatusService status;
    private final WorkerQueries worker;
    private final OperatorRequestService requests;
    private final AuditLog audit;
    private final ShownSettings settings;

    SystemPage(
            StatusService status,
            WorkerQueries worker,
            OperatorRequestService requests,
            AuditLog audit,
            ShownSettings settings) {
        this.status = status;
        this.worker = worker;
        this.requests = requests;
        this.audit = audit;
        this.settings = settings;
    }

    @GetMapping("/system")
    String system(Model model) {
        Status now = status.now();
        model.addAttribute("status", now);
        model.addAttribute(
                "unmatched",
                now.targets().stream()
                        .filter(DiscordTargets.Target::isUnmatchedCategory)
                        .map(target -> target.name().substring("category:".length()))
                        .toList());
        // Those that an operator has to look at come first.
        List<DiscordTargets.Target> targets = now.targets().stream()
                .filter(target -> !target.isUnmatchedCategory())
                .sorted(Comparator.comparing(DiscordTargets.Target::isActive))
                .toList();
        List<DiscordTargets.Target> working =
                targets.stream().filter(DiscordTargets.Target::isActive).toList();
        boolean isFolded = working.size() > SHOWN;
        model.addAttribute("targets", isFolded ? targets.subList(0, targets.size() - working.size()) : targets);
        model.addAttribute("working", isFolded ? working : List.of());
        model.addAttribute("backups", worker.backups());
        model.addAttribute("schedules", worker.schedules());
        model.addAttribute("requests", requests.recent(8));
        model.addAttribute("audit", audit.recent(30));
        model.addAttribute("settings", settings.all());
        return "system";
    }

    @PostMapping("/system/backups")
    String createBackup(@RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.createBackup(operator);
        return "redirect:/system";
    }

    @PostMapping("/system/backups/verify")
    String verifyBackup(@RequestParam String file, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.verifyBackup(file, operator);
        return "redirect:/system";
    }

    @PostMapping("/system/backups/restore")
    String restoreBackup(@RequestParam String file, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.restoreBackup(file, operator, null);
        return "redirect:/system";
    }

    @PostMapping("/system/schedules")
    String schedule(
            @RequestParam String name,
            @RequestParam boolean paused,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.schedule(name, paused, operator);
        return "redirect:/system";
    }

    @PostMapping("/system/targets")
    String resumeTarget(@RequestParam String target, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.resumeTarget(target, operator, null);
        return "redirect:/system";
    }

    @PostMapping("/system/targets/pause")
    String pauseTarget(@RequestParam String target, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        requests.pauseTarget(target, operator, null);
        return "redirect:/system";
    }
}
