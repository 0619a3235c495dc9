package dev.gatewaysync.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.RestSettings;
import dev.gatewaysync.task.MonotonicClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscordApiTest {
    private static final String GLOBAL_LIMIT =
            "{\"message\":\"You are being rate limited.\",\"retry_after\":3600,\"global\":true}";

    private final AtomicInteger asked = new AtomicInteger();
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), MonotonicClock.system());
    private HttpServer discord;

    @BeforeEach
    void start() throws IOException {
        discord = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        discord.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = GLOBAL_LIMIT.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Retry-After", "3600");
            exchange.getResponseHeaders().set("X-RateLimit-Global", "true");
            exchange.sendResponseHeaders(429, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        discord.start();
    }

    @AfterEach
    void stop() {
        discord.stop(0);
    }

    @Test
    void who_is_told_to_wait_an_hour_asks_no_more_and_says_so_at_once() {
        try (DiscordApi patient = api(Duration.ofSeconds(30));
                DiscordApi api = api(Duration.ofMillis(200))) {
            assertThat(patient.ask(DiscordRest::currentUser).problem()).isEqualTo("answers 429");

            DiscordApi.Answer second = api.ask(DiscordRest::gateway);

            assertThat(second.problem()).isEqualTo("asks to wait before the next request");
            assertThat(second.isOk()).isFalse();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void an_id_that_is_none_is_not_asked_for() {
        try (DiscordApi api = api(Duration.ofSeconds(30))) {
            assertThat(api.ask(rest -> rest.guild("../users/@me")).problem()).startsWith("was not asked: ");
        }
        assertThat(asked).hasValue(0);
    }

    private DiscordApi api(Duration patience) {
        String url = "http://127.0.0.1:" + discord.getAddress().getPort() + "/api/v10";
        return new DiscordApi(RestSettings.of(url, "MTk4.Cl2FMQ.ZnCjm1"), limiter, patience);
    }
}
