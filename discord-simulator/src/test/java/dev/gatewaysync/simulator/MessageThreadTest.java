package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.Permission;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Threads below messages, as strict as Discord's. */
class MessageThreadTest {

    private final DiscordSimulator simulator = DiscordSimulator.start(SimulatorSettings.standard());
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_message_gets_one_thread_with_its_own_id_if_the_bot_may_open_it() throws Exception {
        var message = client.bot("POST", client.messagesPath("updates"), content("hello"))
                .json()
                .path("id")
                .asString();
        var path = client.messagesPath("updates") + "/" + message + "/threads";
        simulator.permissions().denyBot("updates", Permission.CREATE_PUBLIC_THREADS);
        assertThat(code(path, "Talk")).isEqualTo(50013);
        simulator.permissions().clear("updates");
        assertThat(code(path, "")).isEqualTo(50035);
        var opened = client.bot("POST", path, "{\"name\":\"Talk\"}");
        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.json().path("id").asString()).isEqualTo(message);
        assertThat(code(path, "Talk")).isEqualTo(160_004);
        assertThat(simulator.threads("updates")).hasSize(1);
    }

    private int code(String path, String name) throws IOException, InterruptedException {
        return client.bot("POST", path, "{\"name\":\"" + name + "\"}")
                .json()
                .path("code")
                .asInt();
    }
}
