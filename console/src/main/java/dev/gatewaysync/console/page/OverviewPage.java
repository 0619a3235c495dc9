package dev.gatewaysync.console.page;

import dev.gatewaysync.console.status.StatusView;
import dev.gatewaysync.console.update.History;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is it OK? */
@Controller
final class OverviewPage {
    private static final int NEWEST = 8;

    private final StatusView status;
    private final History history;

    OverviewPage(StatusView status, History history) {
        this.status = status;
        this.history = history;
    }

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute("status", status.now());
        model.addAttribute("newest", history.find(new History.Question(null, null, null, null, null), NEWEST, 0));
        return "overview";
    }
}
