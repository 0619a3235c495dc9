package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.guild.Overwrite;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.limits.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermissionsTest {

    private static final String CARD = "{\"embeds\":[{\"title\":\"one\"}]}";

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final SimulatedPermissions permissions = simulator.permissions();
    private final String messages = client.messagesPath("tools");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void without_history_the_list_and_the_pins_are_empty_and_a_single_message_is_forbidden() throws Exception {
        var id = id(client.bot("POST", messages, content("x")));
        client.bot("PUT", messages + "/pins/" + id);
        permissions.denyBot("tools", Permission.READ_MESSAGE_HISTORY);

        var list = client.bot("GET", messages + "?limit=5");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json()).isEmpty();
        var pins = client.bot("GET", messages + "/pins");
        assertThat(pins.status()).isEqualTo(200);
        assertThat(pins.json().get("items")).isEmpty();
        assertThat(pins.json().get("has_more").asBoolean()).isFalse();
        refused(client.bot("GET", messages + "/" + id), 50013);
        assertThat(client.bot("PATCH", messages + "/" + id, content("y")).status())
                .isEqualTo(200);
    }

    @Test
    void a_channel_that_the_bot_does_not_see_is_closed_to_it() throws Exception {
        permissions.denyEveryone("tools", Permission.VIEW_CHANNEL);
        refused(client.bot("POST", messages, content("x")), 50001);
        refused(client.bot("GET", messages), 50001);
        refused(client.bot("GET", "/channels/" + client.channel("tools")), 50001);
        permissions.clear("tools");
        assertThat(client.bot("GET", messages).status()).isEqualTo(200);
    }

    @Test
    void the_list_of_channels_leaves_out_what_the_bot_does_not_see() throws Exception {
        var list = "/guilds/" + simulator.guildId() + "/channels";
        int all = client.bot("GET", list).json().size();
        permissions.denyEveryone("tools", Permission.VIEW_CHANNEL);
        var seen = client.bot("GET", list).json();
        assertThat(seen).hasSize(all - 1);
        assertThat(seen.findValuesAsString("name")).doesNotContain("tools");
        permissions.clear("tools");
        assertThat(client.bot("GET", list).json()).hasSize(all);
    }

    @Test
    void a_category_is_seen_as_long_as_a_channel_in_it_is() throws Exception {
        var list = "/guilds/" + simulator.guildId() + "/channels";
        permissions.setEveryone(permissions.ofEveryone().permissions() & ~Permission.VIEW_CHANNEL);
        permissions.takeFromBot(Permission.VIEW_CHANNEL);
        assertThat(client.bot("GET", list).json()).isEmpty();
        permissions.overwrite(
                "tools", new Overwrite(permissions.ofBot().id(), Overwrite.Target.ROLE, Permission.VIEW_CHANNEL, 0));
        var seen = client.bot("GET", list).json().findValuesAsString("name");
        assertThat(seen).containsExactly("Resources", "tools");
    }

    @Test
    void who_may_not_send_may_still_read() throws Exception {
        permissions.denyBot("tools", Permission.SEND_MESSAGES);
        refused(client.bot("POST", messages, content("x")), 50013);
        assertThat(client.bot("GET", messages).status()).isEqualTo(200);
    }

    @Test
    void embeds_alone_are_refused_and_beside_text_they_vanish() throws Exception {
        permissions.denyBot("tools", Permission.EMBED_LINKS);
        refused(client.bot("POST", messages, CARD), 50013);
        var both = client.bot("POST", messages, "{\"content\":\"text\",\"embeds\":[{\"title\":\"one\"}]}");
        assertThat(both.status()).isEqualTo(200);
        assertThat(both.json().get("embeds")).isEmpty();
        var edited = client.bot("PATCH", messages + "/" + id(both), CARD);
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.json().get("embeds")).isEmpty();
        var nothing =
                client.bot("PATCH", messages + "/" + id(both), "{\"content\":\"\",\"embeds\":[{\"title\":\"x\"}]}");
        assertThat(nothing.json().get("code").asInt()).isEqualTo(50006);
    }

    @Test
    void pinning_has_a_permission_of_its_own() throws Exception {
        var id = id(client.bot("POST", messages, content("x")));
        permissions.takeFromBot(Permission.PIN_MESSAGES);
        refused(client.bot("PUT", messages + "/pins/" + id), 50013);
        permissions.giveBot(Permission.PIN_MESSAGES);
        permissions.takeFromBot(Permission.MANAGE_MESSAGES);
        assertThat(client.bot("PUT", messages + "/pins/" + id).status()).isEqualTo(204);
    }

    @Test
    void in_a_thread_another_permission_counts_and_the_channels_overwrites_hold() throws Exception {
        var thread = id(client.bot("POST", "/channels/" + client.channel("tools") + "/threads", "{\"name\":\"talk\"}"));
        permissions.denyBot("tools", Permission.SEND_MESSAGES);
        assertThat(client.bot("POST", "/channels/" + thread + "/messages", content("x"))
                        .status())
                .isEqualTo(200);
        permissions.denyBot("tools", Permission.SEND_MESSAGES_IN_THREADS);
        refused(client.bot("POST", "/channels/" + thread + "/messages", content("x")), 50013);
        assertThat(client.bot("POST", messages, content("x")).status()).isEqualTo(200);
    }

    @Test
    void overwrites_hold_in_discords_order() throws Exception {
        var role = permissions.addRole("helpers", false);
        permissions.giveBotRole(role, 0);
        permissions.overwrite("tools", everyone(0, Permission.SEND_MESSAGES));
        refused(client.bot("POST", messages, content("everyone is denied")), 50013);
        permissions.overwrite("tools", role(role, Permission.SEND_MESSAGES, 0));
        assertThat(client.bot("POST", messages, content("a role allows")).status())
                .isEqualTo(200);
        permissions.denyBot("tools", Permission.SEND_MESSAGES);
        refused(client.bot("POST", messages, content("the member is denied")), 50013);
        permissions.overwrite("tools", role(role, 0, Permission.SEND_MESSAGES));
        permissions.overwrite("tools", member(Permission.SEND_MESSAGES, 0));
        assertThat(client.bot("POST", messages, content("the member is allowed"))
                        .status())
                .isEqualTo(200);
        permissions.setBot(Permission.ADMINISTRATOR);
        permissions.denyBot("tools", Permission.SEND_MESSAGES);
        assertThat(client.bot("POST", messages, content("an administrator is not asked"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void the_channel_list_tells_the_overwrites_and_the_member_its_roles() throws Exception {
        permissions.denyBot("tools", Permission.PIN_MESSAGES);
        var channel = client.bot("GET", "/channels/" + client.channel("tools")).json();
        var overwrite = channel.at("/permission_overwrites/0");
        assertThat(overwrite.get("type").asInt()).isEqualTo(1);
        assertThat(overwrite.get("deny").asString()).isEqualTo(Long.toString(Permission.PIN_MESSAGES));
        var role = permissions.addRole("subscribers", true);
        permissions.giveBotRole(role, Permission.CREATE_EVENTS);
        var bot = client.bot("GET", "/users/@me").json().get("id").asString();
        var member = client.bot("GET", "/guilds/" + simulator.guildId() + "/members/" + bot)
                .json();
        assertThat(member.get("roles").valueStream().map(id -> id.asString())).contains(role);
    }

    @Test
    void a_role_is_pinged_only_by_who_may_ping_it_and_by_webhooks() throws Exception {
        var quiet = permissions.addRole("quiet", false);
        var open = permissions.addRole("open", true);
        permissions.takeFromBot(Permission.MENTION_EVERYONE);

        var refused = client.bot("POST", messages, content("<@&" + quiet + "> @everyone"));
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.json().get("mention_roles")).isEmpty();
        assertThat(refused.json().get("mention_everyone").asBoolean()).isFalse();
        assertThat(last("tools").pinged()).isFalse();

        assertThat(client.bot("POST", messages, content("<@&" + open + ">"))
                        .json()
                        .at("/mention_roles/0")
                        .asString())
                .isEqualTo(open);
        permissions.giveBot(Permission.MENTION_EVERYONE);
        client.bot("POST", messages, content("<@&" + quiet + ">"));
        assertThat(last("tools").mentioned().roles()).containsExactly(quiet);
        client.bot("POST", messages, content("<@&4711>"));
        assertThat(last("tools").pinged()).isFalse();

        permissions.takeFromBot(Permission.MENTION_EVERYONE);
        var body = "{\"content\":\"<@&" + quiet + ">\",\"allowed_mentions\":{\"roles\":[\"" + quiet + "\"]}}";
        client.send("POST", simulator.webhookUrl(), body, "");
        assertThat(last("updates").mentioned().roles()).containsExactly(quiet);
    }

    @Test
    void webhooks_and_channels_are_looked_after_by_who_may() throws Exception {
        permissions.takeFromBot(Permission.MANAGE_WEBHOOKS | Permission.MANAGE_CHANNELS);
        refused(client.bot("GET", "/channels/" + client.channel("tools") + "/webhooks"), 50013);
        refused(client.bot("POST", "/guilds/" + simulator.guildId() + "/channels", "{\"name\":\"x\"}"), 50013);
        refused(client.bot("DELETE", "/channels/" + client.channel("tools")), 50013);
    }

    private Overwrite everyone(long allow, long deny) {
        return role(simulator.guildId(), allow, deny);
    }

    private static Overwrite role(String id, long allow, long deny) {
        return new Overwrite(id, Overwrite.Target.ROLE, allow, deny);
    }

    private Overwrite member(long allow, long deny) throws Exception {
        var bot = client.bot("GET", "/users/@me").json().get("id").asString();
        return new Overwrite(bot, Overwrite.Target.MEMBER, allow, deny);
    }

    private SimulatedMessage last(String channel) {
        return simulator.messages(channel).getLast();
    }

    private static String id(Reply reply) {
        return reply.json().get("id").asString();
    }

    private static void refused(Reply reply, int code) {
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("code").asInt()).isEqualTo(code);
    }
}
