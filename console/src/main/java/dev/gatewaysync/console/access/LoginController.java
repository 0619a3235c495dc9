package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.audit.AuditLog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exchanges a token, or a name and its password, for a session. */
@Controller
final class LoginController {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Credentials credentials;
    private final Passwords passwords;
    private final Sessions sessions;
    private final WrongLogins wrong;
    private final AuditLog audit;

    LoginController(
            Credentials credentials, Passwords passwords, Sessions sessions, WrongLogins wrong, AuditLog audit) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.sessions = sessions;
        this.wrong = wrong;
        this.audit = audit;
    }

    @GetMapping("/login")
    String form(@RequestParam(defaultValue = "/") String next, HttpServletRequest request, Model model) {
        model.addAttribute("next", local(next));
        model.addAttribute("insecure", !SessionCookie.isHttps(request) && !LOCAL.contains(request.getServerName()));
        return "login";
    }

    @PostMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "/") String next,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String address = request.getRemoteAddr();
        Optional<Operator> operator = credentials.byToken(token.strip(), name, address);
        boolean isNamed = !name.isBlank();
        if (operator.isEmpty() && isNamed && wrong.wait(address, name).isZero()) {
            Passwords.Answer answer = passwords.check(
                    name,
                    token,
                    address,
                    wrong.isKnown(address, name),
                    () -> wrong.wait(address, name).isZero());
            operator = answer.operator();
            operator.ifPresent(known -> wrong.right(address, name));
            if (answer.looked() && operator.isEmpty()) {
                wrong.password(address, name);
                return refused(next, response, model);
            }
        } else if (operator.isEmpty() && !isNamed && wrong.wait(address).isZero()) {
            wrong.token(address, "login page");
            return refused(next, response, model);
        }
        if (operator.isEmpty()) {
            Duration wait = isNamed ? wrong.wait(address, name) : wrong.wait(address);
            long seconds = wait.toSeconds() + 1;
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            return again(429, "Too many wrong log-ins. Try again in " + seconds + " s.", next, response, model);
        }
        audit.record(operator.get(), "login", operator.get().role().word(), null);
        sessions.begin(operator.get(), request, response);
        return "redirect:" + local(next);
    }

    @PostMapping("/logout")
    String logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::close);
        SessionCookie.clear(request, response);
        return "redirect:/login";
    }

    private static String refused(String next, HttpServletResponse response, Model model) {
        return again(401, "That token is not known, nor that name with that password.", next, response, model);
    }

    private static String again(int status, String message, String next, HttpServletResponse response, Model model) {
        response.setStatus(status);
        model.addAttribute("message", message);
        model.addAttribute("next", local(next));
        model.addAttribute("insecure", false);
        return "login";
    }

    /** A path of ours, never another site's address. */
    private static String local(String next) {
        return next.matches("/[a-z0-9/_-]*") && !next.startsWith("//") ? next : "/";
    }
}
