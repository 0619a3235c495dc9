package dev.gatewaysync.console.page;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.console.update.ListAddress;
import dev.gatewaysync.console.update.UpdateCsv;
import dev.gatewaysync.console.update.UpdatePage;
import dev.gatewaysync.console.update.UpdateSearch;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.storage.statistics.RecordedNames;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The history, page by page. */
@Controller
final class UpdateListPages {
    private static final int PAGE = 50;

    private final UpdateSearch updateSearch;
    private final UpdateCsv csv;
    private final RecordedNames names;
    private final Supplier<GatewayConfig> config;

    UpdateListPages(UpdateSearch updateSearch, UpdateCsv csv, RecordedNames names, Supplier<GatewayConfig> config) {
        this.updateSearch = updateSearch;
        this.csv = csv;
        this.names = names;
        this.config = config;
    }

    @GetMapping("/updates")
    String updates(
            UpdateSearch.Question question,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        UpdatePage page = updateSearch.page(question, PAGE, before, after);
        boolean isFirst = page.before() == null;
        model.addAttribute("updates", page.updates());
        model.addAttribute("question", question);
        model.addAttribute("shown", new ListAddress(question, isFirst ? null : before, isFirst ? null : after).query());
        model.addAttribute("all", new ListAddress(question).query());
        model.addAttribute("newer", isFirst ? null : new ListAddress(question, page.before(), null).query());
        model.addAttribute(
                "older", page.after() == null ? null : new ListAddress(question, null, page.after()).query());
        model.addAttribute("isPartOfText", updateSearch.isPartOfText(question));
        model.addAttribute("isIncomplete", updateSearch.isIncomplete(question));
        model.addAttribute(
                "types",
                Stream.of(
                                Arrays.stream(BuiltInType.values()).map(BuiltInType::wireName),
                                config.get().types().keySet().stream(),
                                names.types().stream())
                        .flatMap(names -> names)
                        .distinct()
                        .toList());
        model.addAttribute("sources", names.sources());
        return "updates";
    }

    @GetMapping("/updates.csv")
    ResponseEntity<StreamingResponseBody> csv(UpdateSearch.Question question) {
        return csv.download(updateSearch.understood(question));
    }
}
