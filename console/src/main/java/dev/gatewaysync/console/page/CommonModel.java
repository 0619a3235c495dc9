package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.access.Session;
import dev.gatewaysync.console.failed.FailedMessageQueries;
import dev.gatewaysync.console.people.People;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page shows. */
@ControllerAdvice(basePackageClasses = CommonModel.class)
final class CommonModel {
    private final ConsoleSettings settings;
    private final FailedMessageQueries failures;
    private final People people;

    CommonModel(ConsoleSettings settings, FailedMessageQueries failures, People people) {
        this.settings = settings;
        this.failures = failures;
        this.people = people;
    }

    @ModelAttribute
    void everywhere(HttpServletRequest request, Model model) {
        Object operator = request.getAttribute(Operator.ATTRIBUTE);
        Object session = request.getAttribute(Session.ATTRIBUTE);
        model.addAttribute("appName", settings.appName());
        model.addAttribute("operator", operator);
        model.addAttribute("mayChange", operator instanceof Operator known && known.mayChange());
        model.addAttribute("mayManage", operator instanceof Operator known && people.mayManage(known));
        model.addAttribute("csrf", session instanceof Session known ? known.csrf() : "");
        model.addAttribute("failedCount", failures.count());
    }
}
