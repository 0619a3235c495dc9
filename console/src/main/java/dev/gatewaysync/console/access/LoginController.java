package dev.gatewaysync.console.access;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.Role;
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

/** Exchanges a token for a session. */
@Controller
final class LoginController {
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Tokens tokens;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final WrongTokens wrongTokens;
    private final AuditLog audit;

    LoginController(Tokens tokens, Sessions sessions, LoginThrottle throttle, WrongTokens wrongTokens, AuditLog audit) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.throttle = throttle;
        this.wrongTokens = wrongTokens;
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
        Optional<Role> role = tokens.roleOf(token.strip());
        Duration wait = throttle.wait(address);
        if (role.isEmpty() && !wait.isZero()) {
            long seconds = wait.toSeconds() + 1;
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
            return again(429, "Too many wrong tokens. Try again in " + seconds + " s.", next, response, model);
        }
        if (role.isEmpty()) {
            wrongTokens.given(address, "login page");
            return again(401, "That token is not known.", next, response, model);
        }
        SessionCookie.read(request).ifPresent(sessions::close);
        Operator operator = Operator.of(name, role.get(), address);
        SessionCookie.set(request, response, sessions.open(operator.name(), operator.role()));
        audit.record(operator, "login", operator.role().name().toLowerCase(java.util.Locale.ROOT), null);
        return "redirect:" + local(next);
    }

    @PostMapping("/logout")
    String logout(HttpServletRequest request, HttpServletResponse response) {
        SessionCookie.read(request).ifPresent(sessions::close);
        SessionCookie.clear(request, response);
        return "redirect:/login";
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
