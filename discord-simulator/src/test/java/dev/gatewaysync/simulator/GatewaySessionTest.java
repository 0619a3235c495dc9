package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GatewaySessionTest {

    private static final int GUILDS_AND_MESSAGES = 1 | 1 << 9;
    private static final int CONTENT = 1 << 15;

    private final DiscordSimulator simulator = DiscordSimulator.start(SimulatorSettings.standard());

    GatewaySessionTest() {
        simulator.allowMessageContent(true);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void it_says_hello_and_answers_heartbeats() throws Exception {
        var client = new Client();
        assertThat(client.next().at("/d/heartbeat_interval").asInt()).isEqualTo(41_250);
        client.send("{\"op\":1,\"d\":null}");
        assertThat(client.next().get("op").asInt()).isEqualTo(11);
    }

    @Test
    void a_wrong_token_is_closed_for_good() throws Exception {
        var client = new Client();
        client.send("{\"op\":2,\"d\":{\"token\":\"wrong\",\"intents\":1}}");
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4004);
    }

    @Test
    void without_its_intent_the_content_of_others_stays_hidden() throws Exception {
        var blind = new Client();
        blind.identify(GUILDS_AND_MESSAGES);
        var seeing = new Client();
        seeing.identify(GUILDS_AND_MESSAGES | CONTENT);
        simulator.say("tools", "secret");
        assertThat(blind.event("MESSAGE_CREATE").at("/d/content").asString()).isEmpty();
        assertThat(seeing.event("MESSAGE_CREATE").at("/d/content").asString()).isEqualTo("secret");
    }

    @Test
    void a_lost_connection_is_resumed_without_a_gap() throws Exception {
        var first = new Client();
        var session = first.identify(GUILDS_AND_MESSAGES | CONTENT);
        simulator.say("tools", "seen");
        long seen = first.event("MESSAGE_CREATE").get("s").asLong();
        first.socket.abort();
        simulator.say("tools", "missed");

        var second = new Client();
        second.resume(session, seen);
        assertThat(second.event("MESSAGE_CREATE").at("/d/content").asString()).isEqualTo("missed");
        assertThat(second.event("RESUMED").get("s").asLong()).isEqualTo(seen + 2);
        simulator.say("tools", "afterwards");
        assertThat(second.event("MESSAGE_CREATE").at("/d/content").asString()).isEqualTo("afterwards");
        assertThat(simulator.counters().identifies()).isEqualTo(1);
    }

    @Test
    void an_unknown_session_has_to_identify_anew() throws Exception {
        var client = new Client();
        client.resume("gone", 1);
        assertThat(client.next().get("op").asInt()).isEqualTo(10);
        var refused = client.next();
        assertThat(refused.get("op").asInt()).isEqualTo(9);
        assertThat(refused.get("d").asBoolean()).isFalse();
    }

    @Test
    void a_presence_is_shown_five_times_in_twenty_seconds() throws Exception {
        var client = new Client();
        client.identify(GUILDS_AND_MESSAGES);
        for (int i = 1; i <= 7; i++) {
            client.send(
                    "{\"op\":3,\"d\":{\"since\":null,\"afk\":false,\"status\":\"online\",\"activities\":[{\"type\":3,"
                            + "\"name\":\"no. " + i + "\"}]}}");
        }
        client.send("{\"op\":1,\"d\":null}");
        while (client.next().get("op").asInt() != 11) {
            // Until all before the heartbeat has been heard.
        }
        assertThat(simulator.presence().text()).isEqualTo("Watching no. 5");
    }

    @Test
    void a_presence_that_discord_does_not_take_ends_the_connection() throws Exception {
        var client = new Client();
        client.identify(GUILDS_AND_MESSAGES);
        client.send("{\"op\":3,\"d\":{\"status\":\"busy\",\"activities\":[]}}");
        assertThat(client.closed.get(60, TimeUnit.SECONDS)).isEqualTo(4002);
    }

    private final class Client implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(simulator.gatewayUrl() + "?v=10&encoding=json"), this)
                .join();

        void send(String payload) {
            socket.sendText(payload, true).join();
        }

        String identify(int intents) throws InterruptedException {
            send("{\"op\":2,\"d\":{\"token\":\"" + simulator.botToken() + "\",\"intents\":" + intents + "}}");
            var session = event("READY").at("/d/session_id").asString();
            event("GUILD_CREATE");
            return session;
        }

        void resume(String session, long lastSeen) {
            send("{\"op\":6,\"d\":{\"token\":\"" + simulator.botToken() + "\",\"session_id\":\"" + session
                    + "\",\"seq\":" + lastSeen + "}}");
        }

        JsonNode next() throws InterruptedException {
            var payload = received.poll(60, TimeUnit.SECONDS);
            assertThat(payload).isNotNull();
            return payload;
        }

        JsonNode event(String type) throws InterruptedException {
            var payload = next();
            while (!payload.path("t").asString("").equals(type)) {
                payload = next();
            }
            return payload;
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                received.add(SimulatorClient.JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(code);
            return null;
        }
    }
}
