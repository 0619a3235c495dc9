package dev.gatewaysync.console.page;

import dev.gatewaysync.console.ApiException;
import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.people.AccessTokens;
import dev.gatewaysync.console.people.People;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Who may log in, and tokens of programs and people; for admins. What is told once stands in the answer to its form alone. */
@Controller
final class PeoplePage {
    private static final String BACK = "redirect:/people";

    private final People people;
    private final AccessTokens tokens;

    PeoplePage(People people, AccessTokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    /** What is told once. */
    record Told(String what, String name, String secret) {}

    @GetMapping("/people")
    String people(Model model) {
        return show(null, model);
    }

    @PostMapping("/people/users")
    String add(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return tell(() -> password(people.add(name, role, null, operator)), response, model);
    }

    @PostMapping("/people/users/password")
    String password(
            @RequestParam String name,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return tell(() -> password(people.setPassword(name, null, operator)), response, model);
    }

    @PostMapping("/people/users/role")
    String role(
            @RequestParam String name,
            @RequestParam String role,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return change(() -> people.setRole(name, role, operator), response, model);
    }

    @PostMapping("/people/users/remove")
    String remove(
            @RequestParam String name,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return change(() -> people.remove(name, operator), response, model);
    }

    @PostMapping("/people/tokens")
    String addToken(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String expires,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return tell(
                () -> {
                    AccessTokens.Made made = tokens.add(name, role, owner, expires, operator);
                    return new Told("token", made.name(), made.secret());
                },
                response,
                model);
    }

    @PostMapping("/people/tokens/revoke")
    String revoke(
            @RequestParam String name,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator,
            HttpServletResponse response,
            Model model) {
        return change(() -> tokens.revoke(name, operator), response, model);
    }

    private static Told password(People.Made made) {
        return new Told("password", made.name(), made.password() == null ? "" : made.password());
    }

    private String tell(Supplier<Told> making, HttpServletResponse response, Model model) {
        try {
            return show(making.get(), model);
        } catch (ApiException e) {
            return refused(e, response, model);
        }
    }

    private String change(Supplier<?> changing, HttpServletResponse response, Model model) {
        try {
            changing.get();
            return BACK;
        } catch (ApiException e) {
            return refused(e, response, model);
        }
    }

    private String refused(ApiException e, HttpServletResponse response, Model model) {
        response.setStatus(e.status());
        model.addAttribute("problem", e.detail());
        return show(null, model);
    }

    private String show(@Nullable Told told, Model model) {
        model.addAttribute("told", told);
        model.addAttribute("users", people.list());
        model.addAttribute("hasAdmin", people.hasAdmin());
        model.addAttribute("tokens", tokens.list());
        return "people";
    }
}
