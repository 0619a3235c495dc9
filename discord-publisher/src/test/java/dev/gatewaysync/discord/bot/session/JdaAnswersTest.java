package dev.gatewaysync.discord.bot.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.gatewaysync.discord.ratelimit.RateLimiter;
import dev.gatewaysync.discord.ratelimit.RateLimits;
import dev.gatewaysync.discord.rest.RequestObserver;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.task.MonotonicClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.zip.GZIPOutputStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/** What Discord answers to JDA is unpacked before anybody looks into it, and has an end. */
class JdaAnswersTest {
    private final RateLimiter limiter = new RateLimiter(RateLimits.defaults(), MonotonicClock.system());
    private final OkHttpClient client =
            JdaRateLimitInterceptor.client(limiter, RequestObserver.NONE).build();

    @Test
    void a_packed_refusal_of_discords_is_no_block_of_the_address() throws IOException {
        try (DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard())) {
            discord.removeBot();
            try (Response response = client.newCall(
                            asking(discord.apiUrl() + "/guilds/" + discord.guildId() + "/channels")
                                    .header("Authorization", "Bot " + discord.botToken())
                                    .build())
                    .execute()) {
                assertThat(response.code()).isEqualTo(403);
                assertThat(response.header("Content-Encoding")).isNull();
                assertThat(response.body().string()).startsWith("{").contains("50001");
            }
        }
        assertThat(limiter.block().isUp()).isFalse();
    }

    @Test
    void an_answer_without_an_end_is_given_up() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = new GZIPOutputStream(exchange.getResponseBody())) {
                byte[] nothing = new byte[1 << 20];
                for (int megabytes = 0; megabytes < 20; megabytes++) {
                    body.write(nothing);
                }
            }
        });
        server.start();
        try (Response response = client.newCall(
                        asking("http://localhost:" + server.getAddress().getPort() + "/")
                                .build())
                .execute()) {
            assertThatThrownBy(() -> response.body().bytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("too long");
        } finally {
            server.stop(0);
        }
    }

    private static Request.Builder asking(String url) {
        return new Request.Builder().url(url).header("Accept-Encoding", "gzip");
    }
}
