package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.JSON;
import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessageFlowTest {

    private final SettableTime time = new SettableTime();
    private final DiscordSimulator simulator = DiscordSimulator.start(
            SimulatorSettings.standard().withClock(time.clock()).withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String messages = client.messagesPath("tools");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void an_enforced_nonce_finds_the_first_message_for_five_minutes() throws Exception {
        var first = withNonce("n-1", true);
        time.pass(Duration.ofMinutes(4));
        assertThat(id(withNonce("n-1", true))).isEqualTo(id(first));
        assertThat(simulator.messages("tools")).hasSize(1);
        time.pass(Duration.ofMinutes(2));
        assertThat(id(withNonce("n-1", true))).isNotEqualTo(id(first));
    }

    @Test
    void a_nonce_that_is_not_enforced_is_only_kept() throws Exception {
        assertThat(withNonce("n-1", false).json().get("nonce").asString()).isEqualTo("n-1");
        withNonce("n-1", false);
        assertThat(simulator.messages("tools")).hasSize(2).allMatch(message -> "n-1".equals(message.nonce()));
    }

    @Test
    void a_nonce_may_have_twenty_five_characters() throws Exception {
        assertThat(withNonce("n".repeat(25), true).status()).isEqualTo(200);
        assertThat(withNonce("n".repeat(26), true)
                        .json()
                        .at("/errors/nonce/_errors/0/code")
                        .asString())
                .isEqualTo("BASE_TYPE_MAX_LENGTH");
    }

    @Test
    void an_answer_names_what_it_answers_and_tells_its_author_unless_it_is_said_otherwise() throws Exception {
        simulator.member().say("tools", "Is it back?");
        var asked = simulator.messages("tools").getFirst();
        var told = answering(asked.id(), true, null);
        assertThat(told.json().get("type").asInt()).isEqualTo(19);
        assertThat(told.json().at("/message_reference/message_id").asString()).isEqualTo(asked.id());
        assertThat(told.json().at("/referenced_message/id").asString()).isEqualTo(asked.id());
        assertThat(told.json().at("/mentions/0/id").asString())
                .isEqualTo(asked.author().id());
        var silent = answering(asked.id(), true, false);
        assertThat(silent.json().get("mentions")).isEmpty();
        client.bot("DELETE", messages + "/" + asked.id());
        assertThat(client.bot("GET", messages + "/" + id(silent))
                        .json()
                        .get("referenced_message")
                        .isNull())
                .isTrue();
    }

    @Test
    void what_is_gone_is_answered_by_a_message_as_any_other_or_not_at_all() throws Exception {
        var refused = answering("1", true, false);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/message_reference/_errors/0/code").asString())
                .isEqualTo("REPLIES_UNKNOWN_MESSAGE");
        var plain = answering("1", false, false);
        assertThat(plain.json().get("type").asInt()).isZero();
        assertThat(plain.json().has("message_reference")).isFalse();
    }

    @Test
    void answering_takes_the_permission_to_read_the_history_and_a_webhook_knows_no_answers() throws Exception {
        var asked = id(post("One"));
        simulator.permissions().denyBot("tools", Permission.READ_MESSAGE_HISTORY);
        assertThat(answering(asked, false, false).json().get("code").asInt()).isEqualTo(160_002);
        client.send(
                "POST",
                simulator.webhookUrl(),
                answer(client.webhook("a").json().at("/id").asString(), false, false),
                "");
        assertThat(simulator.messages("updates"))
                .noneMatch(message -> message.body().replyTo() != null);
    }

    private Reply answering(String id, boolean mustBeThere, Boolean told) throws Exception {
        return client.bot("POST", messages, answer(id, mustBeThere, told));
    }

    private static String answer(String id, boolean mustBeThere, Boolean told) {
        var body = JSON.createObjectNode().put("content", "It is back");
        body.putObject("message_reference").put("type", 0).put("message_id", id).put("fail_if_not_exists", mustBeThere);
        if (told != null) {
            body.putObject("allowed_mentions").put("replied_user", told);
        }
        return body.toString();
    }

    @Test
    void history_is_paged_newest_first() throws Exception {
        for (int i = 0; i < 6; i++) {
            post("no. " + i);
        }
        var ids = simulator.messages("tools").stream().map(SimulatedMessage::id).toList();
        assertThat(contents("?limit=2")).containsExactly("no. 5", "no. 4");
        assertThat(contents("?limit=2&before=" + ids.get(4))).containsExactly("no. 3", "no. 2");
        assertThat(contents("?limit=2&after=" + ids.get(1))).containsExactly("no. 3", "no. 2");
        assertThat(contents("?limit=3&around=" + ids.get(3))).containsExactly("no. 4", "no. 3", "no. 2");
        assertThat(client.bot("GET", messages + "?limit=101").status()).isEqualTo(400);
    }

    @Test
    void ids_carry_the_time_and_only_grow() throws Exception {
        var first = Long.parseLong(id(post("one")));
        var second = Long.parseLong(id(post("two")));
        assertThat(second).isGreaterThan(first);
        assertThat((first >>> 22) + 1_420_070_400_000L)
                .isEqualTo(simulator.messages("tools").getFirst().createdAt().toEpochMilli());
    }

    @Test
    void pins_are_listed_last_pinned_first_and_survive_edits() throws Exception {
        var older = id(post("older"));
        var newer = id(post("newer"));
        assertThat(client.bot("PUT", messages + "/pins/" + newer).status()).isEqualTo(204);
        time.pass(Duration.ofSeconds(1));
        assertThat(client.bot("PUT", messages + "/pins/" + older).status()).isEqualTo(204);
        client.bot("PATCH", messages + "/" + older, content("edited"));

        var page = client.bot("GET", messages + "/pins?limit=1").json();
        assertThat(page.get("has_more").asBoolean()).isTrue();
        assertThat(page.at("/items/0/message/content").asString()).isEqualTo("edited");
        assertThat(page.at("/items/0/message/pinned").asBoolean()).isTrue();
        assertThat(page.at("/items/0/pinned_at").asString()).isEqualTo("2026-01-01T00:00:01.000000+00:00");
        var next = client.bot("GET", messages + "/pins?before=2026-01-01T00:00:01Z")
                .json();
        assertThat(next.at("/items/0/message/id").asString()).isEqualTo(newer);
        assertThat(next.get("has_more").asBoolean()).isFalse();

        assertThat(client.bot("DELETE", messages + "/pins/" + older).status()).isEqualTo(204);
        assertThat(client.bot("GET", "/channels/" + client.channel("tools") + "/pins")
                        .json())
                .hasSize(1);
        assertThat(simulator.messages("tools"))
                .extracting(SimulatedMessage::edits)
                .containsExactly(1, 0);
    }

    @Test
    void mentions_ping_only_from_content_and_only_when_allowed() throws Exception {
        post("hello @everyone");
        assertThat(last().pinged()).isTrue();
        client.bot("POST", messages, "{\"content\":\"@here\",\"allowed_mentions\":{\"parse\":[]}}");
        assertThat(last().pinged()).isFalse();
        assertThat(last().body().allowedMentions()).isNotNull();
        client.bot("POST", messages, "{\"embeds\":[{\"title\":\"@everyone <@123>\"}]}");
        assertThat(last().pinged()).isFalse();
        client.bot("POST", messages, "{\"content\":\"<@123>\",\"allowed_mentions\":{\"users\":[\"123\"]}}");
        assertThat(last().pinged()).isTrue();
        client.webhook("@everyone");
        assertThat(simulator.messages("updates").getLast().pinged()).isFalse();
        client.webhook("<@123>");
        assertThat(simulator.messages("updates").getLast().pinged()).isTrue();
    }

    @Test
    void an_edit_without_allowed_mentions_falls_back_to_the_defaults() throws Exception {
        var quiet = "{\"content\":\"@everyone\",\"allowed_mentions\":{\"parse\":[]}}";
        var id = id(client.bot("POST", messages, quiet));
        assertThat(last().pinged()).isFalse();
        client.bot("PATCH", messages + "/" + id, content("@everyone again"));
        assertThat(last().pinged()).isTrue();
    }

    @Test
    void what_is_not_there_is_unknown_and_says_which() throws Exception {
        assertThat(code(client.bot("GET", "/channels/1/messages"))).isEqualTo(10003);
        assertThat(code(client.bot("GET", "/guilds/1"))).isEqualTo(10004);
        assertThat(code(client.bot("PATCH", messages + "/1", content("x")))).isEqualTo(10008);
        assertThat(client.bot("GET", "/nothing/here").status()).isEqualTo(404);
        assertThat(client.bot("PATCH", messages, "{}").status()).isEqualTo(405);
    }

    @Test
    void a_wrong_token_is_unauthorized_and_counts_as_invalid() throws Exception {
        var reply = client.send("GET", simulator.apiUrl() + "/users/@me", "", "Bot wrong");
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.json().get("message").asString()).isEqualTo("401: Unauthorized");
        assertThat(simulator.counters().invalidRequests()).isEqualTo(1);
    }

    @Test
    void a_denied_channel_refuses_until_it_is_allowed_again() throws Exception {
        simulator.denyChannel("tools", 50013);
        var reply = post("no");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(code(reply)).isEqualTo(50013);
        simulator.allowChannel("tools");
        assertThat(post("yes").status()).isEqualTo(200);
    }

    @Test
    void the_version_in_the_path_may_be_left_out() throws Exception {
        var url = simulator.apiUrl().replace("/v10", "") + "/guilds/" + simulator.guildId() + "?with_counts=true";
        var guild = client.send("GET", url, "", "Bot " + simulator.botToken());
        assertThat(guild.json().get("approximate_member_count").asInt()).isEqualTo(3);
        assertThat(guild.header("X-Discord-Simulator")).isEqualTo("true");
        assertThat(guild.header("Via")).isEqualTo("1.1 google");
    }

    @Test
    void channels_are_made_renamed_and_deleted() throws Exception {
        var made = client.bot("POST", "/guilds/" + simulator.guildId() + "/channels", "{\"name\":\"fresh\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(client.bot("PATCH", "/channels/" + id(made), "{\"name\":\"stale\"}")
                        .status())
                .isEqualTo(200);
        assertThat(simulator.messages("stale")).isEmpty();
        assertThat(client.bot("DELETE", "/channels/" + id(made)).status()).isEqualTo(200);
        assertThat(code(client.bot("GET", "/channels/" + id(made)))).isEqualTo(10003);
    }

    @Test
    void a_channel_needs_its_permission_and_room_and_is_written_in_lower_case() throws Exception {
        var path = "/guilds/" + simulator.guildId() + "/channels";
        simulator.allowManagingChannels(false);
        var refused = client.bot("POST", path, "{\"name\":\"fresh\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo(50013);
        var role = client.bot("GET", "/guilds/" + simulator.guildId() + "/roles")
                .json()
                .get(1);
        assertThat(Long.parseLong(role.get("permissions").asString()) & (1L << 4 | 1L << 3))
                .isZero();

        simulator.allowManagingChannels(true);
        var made = client.bot("POST", path, "{\"name\":\"Fresh Fish\"}");
        assertThat(made.json().get("name").asString()).isEqualTo("fresh-fish");
        assertThat(id(client.bot("POST", path, "{\"name\":\"fresh-fish\"}"))).isNotEqualTo(id(made));
        while (simulator.channels().size() < 500) {
            simulator.addChannel("talk-" + simulator.channels().size());
        }
        assertThat(code(client.bot("POST", path, "{\"name\":\"one-more\"}"))).isEqualTo(30013);
    }

    private Reply withNonce(String nonce, boolean enforced) throws Exception {
        var body = JSON.createObjectNode()
                .put("content", "text")
                .put("nonce", nonce)
                .put("enforce_nonce", enforced);
        return client.bot("POST", messages, body.toString());
    }

    private Reply post(String text) throws Exception {
        return client.bot("POST", messages, content(text));
    }

    private List<String> contents(String query) throws Exception {
        return client.bot("GET", messages + query)
                .json()
                .valueStream()
                .map(message -> message.get("content").asString())
                .toList();
    }

    private SimulatedMessage last() {
        return simulator.messages("tools").getLast();
    }

    private static String id(Reply reply) {
        return reply.json().get("id").asString();
    }

    private static int code(Reply reply) {
        return reply.json().get("code").asInt();
    }
}
