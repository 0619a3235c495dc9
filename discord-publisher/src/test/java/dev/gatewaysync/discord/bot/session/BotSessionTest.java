package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.route.DiscordCredentials;
import dev.gatewaysync.service.settings.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BotSessionTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @AutoClose
    private final ScriptedDiscord discord = new ScriptedDiscord();

    private final ScriptedJda jda = new ScriptedJda();
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final CompletableFuture<Thread> openedBy = new CompletableFuture<>();

    @Test
    void a_stop_does_not_interrupt_a_login_and_ends_the_session_that_comes_of_it() throws InterruptedException {
        discord.replies("GET /applications/@me", "{\"flags\":0}");
        JdaConnection connection = new JdaConnection();
        BotSession session = new BotSession(
                new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), "1"), null, null),
                discord.rest,
                GatewayAddress.of(discord.rest, "wss://one.example"),
                this::open,
                (guildId, content, ended) -> "listener",
                connection);
        session.start();
        opening.await();
        session.stop();
        mayOpen.countDown();

        Thread login = openedBy.join();
        assertThat(login.join(LONG)).isTrue();
        await().atMost(LONG).untilAsserted(() -> assertThat(jda.calls()).isEqualTo(List.of("shutdown")));
        assertThat(connection.connected()).isEmpty();
    }

    private JdaSession open(String token, boolean content, String gatewayUrl, Object listener) {
        opening.countDown();
        try {
            mayOpen.await();
        } catch (InterruptedException e) {
            throw new AssertionError("JDA was interrupted", e);
        } finally {
            openedBy.complete(Thread.currentThread());
        }
        return jda.session(discord);
    }
}
