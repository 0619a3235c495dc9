package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.storage.Database;
import dev.gatewaysync.task.ManualClock;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import net.dv8tion.jda.api.utils.SessionController.SessionConnectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentifySessionControllerTest {
    private final ManualClock clock = new ManualClock();

    @TempDir
    Path folder;

    @Test
    void a_session_that_met_an_error_while_it_waited_to_identify_is_taken_up_again() {
        AtomicInteger asked = new AtomicInteger();
        GatewayAddress gateway = new GatewayAddress(
                new GatewayAddress.Questions() {
                    @Override
                    public RestResult forBots() {
                        if (asked.incrementAndGet() == 1) {
                            // As while there are no descriptors to load it from.
                            throw new NoClassDefFoundError("of the first time");
                        }
                        var body = EventJson.mapper().createObjectNode().put("url", "wss://one.example");
                        body.putObject("session_start_limit")
                                .put("remaining", 0)
                                .put("reset_after", 60_000);
                        return new RestResult.Done(200, body, null);
                    }

                    @Override
                    public RestResult forAnybody() {
                        throw new AssertionError("nobody asks for it here");
                    }
                },
                null,
                System::nanoTime);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("t.db"))) {
            IdentifySessionController controller = new IdentifySessionController(
                    new IdentifyBudget(database.jdbc(), InstantSource.system()),
                    new IdentifyBackoff(System::nanoTime),
                    gateway,
                    "wss://one.example",
                    clock);
            SessionConnectNode node = node();
            controller.appendSession(node);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                clock.tick(Duration.ofSeconds(1));
                return asked.get() >= 2;
            });
            // Known only behind the answer.
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.trouble().orElse("").contains("connect no more"));
            controller.removeSession(node);
        }
        assertThat(gateway.trouble())
                .hasValueSatisfying(text -> assertThat(text).contains("connect no more"));
    }

    @Test
    void a_session_that_is_appended_after_the_end_does_not_ask_to_identify() {
        AtomicInteger asked = new AtomicInteger();
        GatewayAddress gateway = new GatewayAddress(
                new GatewayAddress.Questions() {
                    @Override
                    public RestResult forBots() {
                        asked.incrementAndGet();
                        throw new IllegalStateException("Discord does not answer");
                    }

                    @Override
                    public RestResult forAnybody() {
                        throw new AssertionError("nobody asks for it here");
                    }
                },
                null,
                System::nanoTime);
        try (Database database = Database.open("jdbc:sqlite:" + folder.resolve("t.db"))) {
            IdentifySessionController controller = new IdentifySessionController(
                    new IdentifyBudget(database.jdbc(), InstantSource.system()),
                    new IdentifyBackoff(System::nanoTime),
                    gateway,
                    "wss://one.example",
                    clock);
            controller.close();
            controller.appendSession(node());

            await().during(Duration.ofMillis(500)).until(() -> {
                clock.tick(Duration.ofMinutes(1));
                return asked.get() == 0;
            });
        }
    }

    private static SessionConnectNode node() {
        return (SessionConnectNode) Proxy.newProxyInstance(
                IdentifySessionControllerTest.class.getClassLoader(),
                new Class<?>[] {SessionConnectNode.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> null;
                });
    }
}
