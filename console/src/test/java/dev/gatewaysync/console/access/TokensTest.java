package dev.gatewaysync.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.console.ConsoleSettings;
import dev.gatewaysync.console.Role;
import dev.gatewaysync.service.settings.Secret;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void every_token_that_is_set_lets_in_and_no_other() {
        Tokens tokens = new Tokens(new ConsoleSettings(
                List.of(new Secret("new-ops"), new Secret("old-ops")),
                List.of(new Secret("new-read"), new Secret("old-read")),
                null,
                URI.create("http://localhost"),
                "App"));
        assertThat(tokens.roleOf("new-ops")).contains(Role.OPERATOR);
        assertThat(tokens.roleOf("old-ops")).contains(Role.OPERATOR);
        assertThat(tokens.roleOf("old-read")).contains(Role.READER);
        assertThat(tokens.roleOf("new-ops,old-ops")).isEmpty();
        assertThat(tokens.roleOf("")).isEmpty();
    }
}
