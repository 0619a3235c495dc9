package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Proof;
import dev.gatewaysync.console.access.OwnPassword;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Who is logged in, and another password for them. */
@Controller
final class AccountPage {
    private final OwnPassword ownPassword;

    AccountPage(OwnPassword ownPassword) {
        this.ownPassword = ownPassword;
    }

    @GetMapping("/account")
    String account(
            @RequestParam(required = false, defaultValue = "false") boolean changed,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            Model model) {
        model.addAttribute("changed", changed);
        return show(operator, model);
    }

    @PostMapping("/account/password")
    String change(
            @RequestParam(defaultValue = "") String present,
            @RequestParam(defaultValue = "") String wanted,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            ownPassword.change(operator, present, wanted, request, response);
            return "redirect:/account?changed=true";
        } catch (ApiException e) {
            response.setStatus(e.status());
            model.addAttribute("problem", e.detail());
            return show(operator, model);
        }
    }

    private static String show(Operator operator, Model model) {
        model.addAttribute("hasPassword", operator.proof() instanceof Proof.Password);
        return "account";
    }
}
