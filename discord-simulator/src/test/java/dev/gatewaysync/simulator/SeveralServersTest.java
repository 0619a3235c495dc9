package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.limits.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeveralServersTest {
    private static final String PARTNERS = "223456789012345678";

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final SimulatedServer partners = simulator.addServer(PARTNERS, "Partners");
    private String channel = "";

    @BeforeEach
    void channels() {
        channel = partners.ensureChannel("updates");
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void each_lists_its_own_channels_and_one_that_the_bot_is_not_in_is_unknown() throws Exception {
        var first = client.bot("GET", "/guilds/" + simulator.guildId() + "/channels");
        var second = client.bot("GET", "/guilds/" + PARTNERS + "/channels");
        assertThat(first.response().body()).doesNotContain(channel);
        assertThat(second.json()).hasSize(1);
        assertThat(second.json().get(0).get("guild_id").asString()).isEqualTo(PARTNERS);
        assertThat(client.bot("GET", "/guilds/923456789012345678/channels")
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(10004);
    }

    @Test
    void a_message_stands_in_the_server_of_its_channel() throws Exception {
        client.bot("POST", "/channels/" + channel + "/messages", SimulatorClient.content("hello"));
        client.post(partners.addWebhook("updates"), "from outside");
        assertThat(partners.messages("updates"))
                .extracting(message -> message.body().content())
                .containsExactly("hello", "from outside");
        assertThat(simulator.messages("updates")).isEmpty();
    }

    @Test
    void what_the_bot_may_do_is_said_in_each() throws Exception {
        partners.permissions().takeFromBot(Permission.SEND_MESSAGES);
        partners.permissions().setEveryone(Permission.VIEW_CHANNEL);
        var refused = client.bot("POST", "/channels/" + channel + "/messages", SimulatorClient.content("x"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(client.webhook("still").status()).isEqualTo(200);
    }

    @Test
    void a_server_that_the_bot_has_left_shows_it_nothing() throws Exception {
        partners.removeBot();
        assertThat(client.bot("GET", "/guilds/" + PARTNERS + "/channels").status())
                .isEqualTo(403);
        assertThat(client.bot("POST", "/channels/" + channel + "/messages", SimulatorClient.content("x"))
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(50001);
        assertThat(client.bot("GET", "/guilds/" + simulator.guildId() + "/channels")
                        .status())
                .isEqualTo(200);
    }
}
