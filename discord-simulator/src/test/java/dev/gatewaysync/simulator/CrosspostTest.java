package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.Permission;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing, as strict as Discord's. */
class CrosspostTest {

    private final SettableTime time = new SettableTime();
    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withClock(time.clock()));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_message_is_published_once_and_only_in_an_announcement_channel() throws Exception {
        var path = posted();
        assertThat(code(path)).isEqualTo(50024);
        simulator.makeAnnouncement("updates");
        var published = client.bot("POST", path);
        assertThat(published.status()).isEqualTo(200);
        assertThat(published.json().path("flags").asInt() & 1).isEqualTo(1);
        assertThat(simulator.messages("updates").getFirst().published()).isTrue();
        assertThat(code(path)).isEqualTo(40033);
    }

    @Test
    void ten_an_hour_pass_and_what_is_refused_names_the_time_in_its_body_alone() throws Exception {
        simulator.makeAnnouncement("updates");
        for (int i = 0; i < 10; i++) {
            assertThat(client.bot("POST", posted()).status()).isEqualTo(200);
            time.pass(Duration.ofSeconds(10));
        }
        var path = posted();
        var refused = client.bot("POST", path);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("retry_after").asDouble()).isGreaterThan(3000);
        assertThat(refused.header("X-RateLimit-Remaining")).isNotEqualTo("0");
        time.pass(Duration.ofHours(1));
        assertThat(client.bot("POST", path).status()).isEqualTo(200);
    }

    @Test
    void a_webhooks_message_takes_the_permission_to_manage_messages() throws Exception {
        simulator.makeAnnouncement("updates");
        var id = client.webhook("hello").json().path("id").asString();
        simulator.permissions().denyBot("updates", Permission.MANAGE_MESSAGES);
        var path = client.messagesPath("updates") + "/" + id + "/crosspost";
        assertThat(code(path)).isEqualTo(50013);
        assertThat(client.bot("POST", posted()).status()).isEqualTo(200);
        simulator.permissions().clear("updates");
        assertThat(client.bot("POST", path).status()).isEqualTo(200);
    }

    private String posted() throws IOException, InterruptedException {
        var message = client.bot("POST", client.messagesPath("updates"), content("hello"));
        return client.messagesPath("updates") + "/" + message.json().path("id").asString() + "/crosspost";
    }

    private int code(String path) throws IOException, InterruptedException {
        return client.bot("POST", path).json().path("code").asInt();
    }
}
