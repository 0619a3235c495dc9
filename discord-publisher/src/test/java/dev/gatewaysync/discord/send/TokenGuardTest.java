package dev.gatewaysync.discord.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.ScriptedDiscord;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenGuardTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ASKED = "GET /users/@me";

    private final ScriptedDiscord discord = new ScriptedDiscord();
    private final TokenGuard guard = new TokenGuard(discord.rest, DeliveryTimings.standard());

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void it_is_open_and_asks_nothing_until_a_request_is_refused() {
        assertThat(guard.isOpen()).isTrue();
        assertThat(discord.requests).isEmpty();
    }

    @Test
    void it_opens_when_discord_accepts_the_token_again() {
        discord.replies(ASKED, 401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
        guard.refused("401");
        assertThat(guard.isOpen()).isFalse();

        discord.replies(ASKED, "{\"id\":\"1\"}");
        guard.askNow();

        await().atMost(LONG).until(guard::isOpen);
    }

    @Test
    void it_stays_closed_while_discord_refuses_the_token_or_does_not_answer() {
        discord.replies(ASKED, 401, "{\"message\":\"401: Unauthorized\",\"code\":0}");
        guard.refused("401");
        guard.askNow();
        await().atMost(LONG).until(() -> discord.requests.contains(ASKED));
        assertThat(guard.isOpen()).isFalse();

        discord.replies(ASKED, 503, "");
        guard.askNow();
        await().atMost(LONG).until(() -> discord.requests.size() > 1);
        assertThat(guard.isOpen()).isFalse();
    }
}
