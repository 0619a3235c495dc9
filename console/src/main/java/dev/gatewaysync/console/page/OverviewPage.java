package dev.gatewaysync.console.page;

import dev.gatewaysync.console.overview.StatusService;
import dev.gatewaysync.console.update.UpdateSearch;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Is it OK? */
@Controller
final class OverviewPage {
    private static final int NEWEST = 8;

    private final StatusService status;
    private final UpdateSearch updateSearch;

    OverviewPage(StatusService status, UpdateSearch updateSearch) {
        this.status = status;
        this.updateSearch = updateSearch;
    }

    @GetMapping("/")
    String overview(Model model) {
        model.addAttribute("status", status.now());
        model.addAttribute(
                "newest", updateSearch.find(new UpdateSearch.Question(null, null, null, null, null), NEWEST, 0));
        return "overview";
    }
}
