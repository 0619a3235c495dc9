package dev.gatewaysync.console.api;

import dev.gatewaysync.console.Operator;
import dev.gatewaysync.console.people.AccessTokens;
import dev.gatewaysync.console.people.People;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who may log in, and tokens of programs and people; for admins. */
@RestController
@RequestMapping("/api/v1")
final class PeopleApi {
    private final People people;
    private final AccessTokens tokens;

    PeopleApi(People people, AccessTokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    record UserWanted(
            @Nullable String name,
            @Nullable String role,
            @Nullable String password) {}

    record TokenWanted(
            @Nullable String name,
            @Nullable String role,
            @Nullable String owner,
            @Nullable String expires) {}

    record Done(String name) {}

    @GetMapping("/users")
    ResponseEntity<byte[]> users() {
        return Json.ok(Map.of("users", people.list()));
    }

    @PostMapping("/users")
    ResponseEntity<byte[]> add(
            @RequestBody UserWanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(people.add(wanted.name(), wanted.role(), wanted.password(), operator));
    }

    @PostMapping("/users/{name}/password")
    ResponseEntity<byte[]> password(
            @PathVariable String name,
            @RequestBody UserWanted wanted,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(people.setPassword(name, wanted.password(), operator));
    }

    @PostMapping("/users/{name}/role")
    ResponseEntity<byte[]> role(
            @PathVariable String name,
            @RequestBody UserWanted wanted,
            @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(people.setRole(name, wanted.role(), operator));
    }

    @PostMapping("/users/{name}/remove")
    ResponseEntity<byte[]> remove(@PathVariable String name, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(people.remove(name, operator));
    }

    @GetMapping("/tokens")
    ResponseEntity<byte[]> tokens() {
        return Json.ok(Map.of("tokens", tokens.list()));
    }

    @PostMapping("/tokens")
    ResponseEntity<byte[]> addToken(
            @RequestBody TokenWanted wanted, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(tokens.add(wanted.name(), wanted.role(), wanted.owner(), wanted.expires(), operator));
    }

    @PostMapping("/tokens/{name}/revoke")
    ResponseEntity<byte[]> revoke(@PathVariable String name, @RequestAttribute(Operator.ATTRIBUTE) Operator operator) {
        return Json.ok(new Done(tokens.revoke(name, operator)));
    }
}
