package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ScriptedDiscord;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JdaSessionTest {
    @AutoClose
    private final ScriptedDiscord discord = new ScriptedDiscord();

    private final ScriptedJda jda = new ScriptedJda();
    private final JdaSession session = jda.session(discord);

    @Test
    void a_session_is_shut_down_though_its_caller_is_interrupted() throws InterruptedException {
        Thread.currentThread().interrupt();
        Thread ending = session.end();
        assertThat(Thread.interrupted()).isTrue();

        assertThat(ending.join(Duration.ofSeconds(60))).isTrue();
        assertThat(jda.calls()).isEqualTo(List.of("shutdown"));
    }

    @Test
    void a_session_that_gets_none_of_its_own_locks_is_shut_down_again() throws InterruptedException {
        jda.refusesTheNext("shutdown");

        assertThat(session.end().join(Duration.ofSeconds(60))).isTrue();
        assertThat(jda.calls()).isEqualTo(List.of("shutdown", "shutdown"));
    }

    @Test
    void a_session_whose_requests_do_not_end_is_interrupted() throws InterruptedException {
        jda.doesNotEnd();

        assertThat(session.end().join(Duration.ofSeconds(60))).isTrue();
        assertThat(jda.calls()).isEqualTo(List.of("shutdown", "shutdownNow"));
    }
}
