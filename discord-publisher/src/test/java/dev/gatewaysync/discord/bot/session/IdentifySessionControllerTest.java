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
import java.util.function.Supplier;
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
        GatewayAddress gateway = asking(() -> {
            if (asked.incrementAndGet() == 1) {
                // As while there are no descriptors to load it from.
                throw new NoClassDefFoundError("of the first time");
            }
            var body = EventJson.mapper().createObjectNode().put("url", "wss://one.example");
            body.putObject("session_start_limit").put("remaining", 0).put("reset_after", 60_000);
            return new RestResult.Done(200, body, null);
        });
        try (Database database = database()) {
            IdentifySessionController controller = controller(database, gateway);
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
        GatewayAddress gateway = asking(() -> {
            asked.incrementAndGet();
            throw new IllegalStateException("Discord does not answer");
        });
        try (Database database = database()) {
            IdentifySessionController controller = controller(database, gateway);
            controller.close();
            controller.appendSession(node());

            await().during(Duration.ofMillis(500)).until(() -> {
                clock.tick(Duration.ofMinutes(1));
                return asked.get() == 0;
            });
        }
    }

    private Database database() {
        return Database.open("jdbc:sqlite:" + folder.resolve("t.db"));
    }

    private IdentifySessionController controller(Database database, GatewayAddress gateway) {
        return new IdentifySessionController(
                new IdentifyBudget(database.jdbc(), InstantSource.system()),
                new IdentifyBackoff(System::nanoTime),
                gateway,
                "wss://one.example",
                clock);
    }

    private static GatewayAddress asking(Supplier<RestResult> answer) {
        return new GatewayAddress(
                new GatewayAddress.Questions() {
                    @Override
                    public RestResult forBots() {
                        return answer.get();
                    }

                    @Override
                    public RestResult forAnybody() {
                        throw new AssertionError("nobody asks for it here");
                    }
                },
                null,
                System::nanoTime);
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
