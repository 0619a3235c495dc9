package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.JSON;
import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class ThreadFlowTest {

    private final SettableTime time = new SettableTime();
    private final DiscordSimulator simulator = DiscordSimulator.start(
            SimulatorSettings.standard().withClock(time.clock()).withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void a_forum_takes_posts_and_no_messages() throws Exception {
        var forum = simulator.addForum("releases", false, "Deploys");
        var direct = client.bot("POST", "/channels/" + forum + "/messages", content("x"));
        assertThat(direct.json().get("code").asInt()).isEqualTo(50008);

        var made = client.bot(
                "POST", "/channels/" + forum + "/threads", post("One", "first").toString());
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("type").asInt()).isEqualTo(11);
        assertThat(made.json().get("parent_id").asString()).isEqualTo(forum);
        var id = made.json().get("id").asString();
        assertThat(made.json().at("/message/id").asString()).isEqualTo(id);
        assertThat(made.json().at("/message/channel_id").asString()).isEqualTo(id);

        client.bot("POST", "/channels/" + id + "/messages", content("second"));
        assertThat(simulator.messages(simulator.threads("releases").getFirst()))
                .extracting(SimulatedMessage::content)
                .containsExactly("first", "second");
    }

    @Test
    void a_server_holds_a_thousand_active_threads() throws Exception {
        var path = "/channels/" + client.channel("tools") + "/threads";
        for (int i = 0; i < 1000; i++) {
            client.bot("POST", path, "{\"name\":\"t\"}");
        }
        assertThat(client.bot("POST", path, "{\"name\":\"t\"}")
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(160_006);
        simulator.addForum("releases", false);
        var webhook = simulator.addWebhook("releases");
        assertThat(webhook(webhook, "One").json().get("code").asInt()).isEqualTo(160_006);
        simulator.archive(simulator.threads("tools").getFirst());
        assertThat(webhook(webhook + "?wait=true", "One").status()).isEqualTo(200);
    }

    @Test
    void a_silent_thread_is_archived_by_the_clock_and_a_message_opens_it() throws Exception {
        var path = "/channels/" + client.channel("tools") + "/threads";
        var id = client.bot("POST", path, "{\"name\":\"t\",\"auto_archive_duration\":60}")
                .json()
                .get("id")
                .asString();
        time.pass(Duration.ofMinutes(59));
        assertThat(archived(id)).isFalse();
        client.bot("POST", "/channels/" + id + "/messages", content("x"));
        time.pass(Duration.ofMinutes(59));
        assertThat(archived(id)).isFalse();
        time.pass(Duration.ofMinutes(1));
        assertThat(archived(id)).isTrue();
        assertThat(client.bot("GET", "/guilds/" + simulator.guildId() + "/threads/active")
                        .json()
                        .get("threads"))
                .isEmpty();
        client.bot("POST", "/channels/" + id + "/messages", content("y"));
        assertThat(archived(id)).isFalse();
        assertThat(client.bot("POST", path, "{\"name\":\"t\",\"auto_archive_duration\":61}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_locked_thread_is_for_those_who_look_after_threads() throws Exception {
        var path = "/channels/" + client.channel("tools") + "/threads";
        var id = client.bot("POST", path, "{\"name\":\"t\"}").json().get("id").asString();
        simulator.lock(simulator.threads("tools").getFirst());
        simulator.permissions().takeFromBot(Permission.MANAGE_THREADS);
        assertThat(client.bot("POST", "/channels/" + id + "/messages", content("x"))
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(160_005);
        simulator.archive(simulator.threads("tools").getFirst());
        var open = "{\"archived\":false}";
        assertThat(client.bot("PATCH", "/channels/" + id, open)
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(50013);
        simulator.permissions().giveBot(Permission.MANAGE_THREADS);
        assertThat(client.bot("PATCH", "/channels/" + id, open).status()).isEqualTo(200);
    }

    @Test
    void who_is_not_in_a_thread_opens_it_only_when_looking_after_threads() throws Exception {
        simulator.addForum("releases", false);
        var made =
                webhook(simulator.addWebhook("releases") + "?wait=true", "One").json();
        var id = made.get("channel_id").asString();
        simulator.archive(simulator.threads("releases").getFirst());
        simulator.permissions().takeFromBot(Permission.MANAGE_THREADS);
        var open = "{\"archived\":false}";
        assertThat(client.bot("PATCH", "/channels/" + id, open).status()).isEqualTo(403);
        simulator.permissions().giveBot(Permission.MANAGE_THREADS);
        assertThat(client.bot("PATCH", "/channels/" + id, open).status()).isEqualTo(200);
    }

    private boolean archived(String id) throws Exception {
        return client.bot("GET", "/channels/" + id)
                .json()
                .at("/thread_metadata/archived")
                .asBoolean();
    }

    @Test
    void a_forum_that_wants_a_tag_takes_no_post_without_one_of_its_own() throws Exception {
        var forum = simulator.addForum("releases", true, "Deploys", "!Official");
        var channel = client.bot("GET", "/channels/" + forum).json();
        assertThat(channel.get("flags").asInt()).isEqualTo(16);
        var tag = channel.at("/available_tags/0/id").asString();
        assertThat(channel.at("/available_tags/1/moderated").asBoolean()).isTrue();

        var path = "/channels/" + forum + "/threads";
        var body = post("One", "first");
        assertThat(client.bot("POST", path, body.toString()).json().get("code").asInt())
                .isEqualTo(40067);
        body.putArray("applied_tags").add("42");
        assertThat(client.bot("POST", path, body.toString()).json().get("code").asInt())
                .isEqualTo(50035);
        body.putArray("applied_tags").add(tag);
        var made = client.bot("POST", path, body.toString()).json();
        assertThat(made.at("/applied_tags/0").asString()).isEqualTo(tag);
    }

    @Test
    void a_webhook_of_a_forum_names_a_thread_or_writes_to_one() throws Exception {
        simulator.addForum("releases", false);
        var webhook = simulator.addWebhook("releases");
        assertThat(client.post(webhook, "x").json().get("code").asInt()).isEqualTo(220001);
        var made = webhook(webhook + "?wait=true", "One").json();
        var thread = made.get("channel_id").asString();
        assertThat(made.get("id").asString()).isEqualTo(thread);
        assertThat(webhook(webhook + "?thread_id=" + thread, "Two")
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(220002);
        client.post(webhook + "?thread_id=" + thread, "second");
        assertThat(simulator.messages(simulator.threads("releases").getFirst())).hasSize(2);

        var message = webhook + "/messages/" + thread;
        assertThat(client.send("PATCH", message, content("changed"), "")
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(10008);
        assertThat(client.send("PATCH", message + "?thread_id=" + thread, content("changed"), "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void only_in_a_forum_a_webhook_opens_threads() throws Exception {
        assertThat(webhook(simulator.webhookUrl(), "One").json().get("code").asInt())
                .isEqualTo(220003);
    }

    @Test
    void an_archived_thread_refuses_edits_until_it_is_opened_or_written_to() throws Exception {
        var forum = simulator.addForum("releases", false);
        var id = client.bot(
                        "POST",
                        "/channels/" + forum + "/threads",
                        post("One", "x").toString())
                .json()
                .get("id")
                .asString();
        var message = "/channels/" + id + "/messages/" + id;
        simulator.archive(simulator.threads("releases").getFirst());
        assertThat(ids(client.bot("GET", "/guilds/" + simulator.guildId() + "/threads/active")
                        .json()))
                .isEmpty();
        assertThat(ids(client.bot("GET", "/channels/" + forum + "/threads/archived/public")
                        .json()))
                .containsExactly(id);
        assertThat(client.bot("PATCH", message, content("y")).json().get("code").asInt())
                .isEqualTo(50083);

        client.bot("PATCH", "/channels/" + id, "{\"archived\":false}");
        assertThat(client.bot("PATCH", message, content("y")).status()).isEqualTo(200);
        assertThat(ids(client.bot("GET", "/guilds/" + simulator.guildId() + "/threads/active")
                        .json()))
                .containsExactly(id);

        simulator.archive(simulator.threads("releases").getFirst());
        client.bot("POST", "/channels/" + id + "/messages", content("z"));
        assertThat(client.bot("PATCH", message, content("y")).status()).isEqualTo(200);
    }

    @Test
    void posts_are_no_channels_of_the_guilds_list_and_go_with_their_forum() throws Exception {
        var forum = simulator.addForum("releases", false);
        client.bot("POST", "/channels/" + forum + "/threads", post("One", "x").toString());
        var listed = client.bot("GET", "/guilds/" + simulator.guildId() + "/channels")
                .json();
        assertThat(listed.valueStream().map(channel -> channel.get("type").asInt()))
                .contains(15)
                .doesNotContain(11);

        simulator.removeChannel("releases");
        assertThat(simulator.channels()).noneMatch(channel -> channel.isThread());
    }

    @Test
    void forums_and_posts_outlive_a_restart(@TempDir Path directory) throws Exception {
        var settings =
                SimulatorSettings.standard().withLimits(LimitSettings.none()).withStateFile(directory.resolve("state"));
        String webhook;
        try (var first = DiscordSimulator.start(settings)) {
            first.addForum("releases", true, "Deploys");
            webhook = first.addWebhook("releases");
            var tag = new SimulatorClient(first)
                    .bot("GET", "/channels/" + new SimulatorClient(first).channel("releases"))
                    .json()
                    .at("/available_tags/0/id")
                    .asString();
            var body = JSON.createObjectNode().put("content", "x").put("thread_name", "One");
            body.putArray("applied_tags").add(tag);
            assertThat(new SimulatorClient(first)
                            .send("POST", webhook, body.toString(), "")
                            .status())
                    .isEqualTo(204);
        }
        try (var second = DiscordSimulator.start(settings)) {
            assertThat(second.threads("releases")).hasSize(1);
            assertThat(second.messages(second.threads("releases").getFirst())).hasSize(1);
        }
    }

    private SimulatorClient.Reply webhook(String url, String threadName) throws Exception {
        var body = JSON.createObjectNode().put("content", "first").put("thread_name", threadName);
        return client.send("POST", url, body.toString(), "");
    }

    private static ObjectNode post(String name, String content) {
        var body = JSON.createObjectNode().put("name", name);
        body.putObject("message").put("content", content);
        return body;
    }

    private static List<String> ids(JsonNode page) {
        return page.get("threads")
                .valueStream()
                .map(thread -> thread.get("id").asString())
                .toList();
    }
}
