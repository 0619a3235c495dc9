package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Completed options, commands on messages, menus and members' roles, as strict as Discord has them. */
class MemberInteractionTest {

    private static final String FIND = "{'name':'find','description':'d','options':["
            + "{'type':3,'name':'text','description':'d','required':true,'autocomplete':true}]}";
    private static final String SUGGEST = "{'name':'Suggest this resource','type':3}";

    private final DiscordSimulator discord =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(discord);

    @BeforeEach
    void register() throws Exception {
        assertThat(commands("[" + FIND + "," + SUGGEST + "]").status()).isEqualTo(200);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    private Reply commands(String json) throws Exception {
        String application =
                client.bot("GET", "/applications/@me").json().path("id").asString();
        return client.bot(
                "PUT",
                "/applications/" + application + "/guilds/" + discord.guildId() + "/commands",
                json.replace('\'', '"'));
    }

    private Reply answer(SimulatedInteraction interaction, String body) throws Exception {
        return client.send(
                "POST",
                discord.apiUrl() + "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback",
                body.replace('\'', '"'),
                "");
    }

    @Test
    void what_is_typed_is_answered_with_choices_and_nothing_else() throws Exception {
        var typing = discord.member().type("find", Map.of("text", "gam"), "text");
        for (int wrong : new int[] {4, 5, 6, 7, 9}) {
            assertThat(answer(typing, "{'type':" + wrong + ",'data':{'content':'x','title':'x'}}")
                            .status())
                    .isEqualTo(400);
        }
        assertThat(answer(typing, "{'type':8,'data':{'choices':[{'name':'Games','value':'7'}]}}")
                        .status())
                .isEqualTo(204);
        assertThat(typing.choices())
                .hasValueSatisfying(choices ->
                        assertThat(choices.path(0).path("name").asString()).isEqualTo("Games"));
        assertThat(discord.messages("general-chat")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"25, 100, 100, 204", "26, 1, 1, 400", "1, 101, 1, 400", "1, 1, 101, 400", "1, 0, 1, 400", "1, 1, 0, 400"
    })
    void more_or_longer_choices_than_discord_takes_are_refused(int choices, int name, int value, int status)
            throws Exception {
        var typing = discord.member().type("find", Map.of("text", ""), "text");
        var data = SimulatorClient.JSON.createObjectNode().put("type", 8);
        var offered = data.putObject("data").putArray("choices");
        for (int i = 0; i < choices; i++) {
            offered.addObject()
                    .put("name", (i + "x".repeat(100)).substring(0, name))
                    .put("value", "y".repeat(value));
        }
        assertThat(answer(typing, data.toString()).status()).isEqualTo(status);
    }

    @Test
    void choices_answer_no_command_and_only_some_options_are_completed() throws Exception {
        var sent = discord.member().slash("find", Map.of("text", "typed, not chosen"));
        assertThat(answer(sent, "{'type':8,'data':{'choices':[]}}").status()).isEqualTo(400);
        assertThat(answer(sent, "{'type':7,'data':{'content':'x'}}").status()).isEqualTo(400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> discord.member().type("find", Map.of("visible", "e"), "visible"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'name':'x','description':'d','options':[{'type':5,'name':'a','description':'d','autocomplete':true}]}]",
                "[{'name':'x','description':'d','options':[{'type':3,'name':'a','description':'d','autocomplete':true,"
                        + "'choices':[{'name':'a','value':'a'}]}]}]",
                "[{'name':'On a message','type':3,'description':'d'}]",
                "[{'name':'On a message','type':3,'description_localizations':{'de':'d'}}]",
                "[{'name':'x','description':'d','description_localizations':{'de-DE':'d'}}]",
                "[{'name':'x','description':'d','description_localizations':{'de':''}}]"
            })
    void a_command_that_discord_does_not_take_is_refused(String json) throws Exception {
        assertThat(commands(json).status()).isEqualTo(400);
    }

    @Test
    void a_command_on_a_message_hands_over_what_it_says() throws Exception {
        var written = discord.say("tools", "https://example.org");
        var used = discord.member().commandOn(written, "Suggest this resource");
        assertThat(used.kind().number()).isEqualTo(2);
        assertThat(answer(used, "{'type':4,'data':{'content':'ok','flags':64}}").status())
                .isEqualTo(204);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> discord.member().slash("Suggest this resource", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> discord.member().commandOn(written, "find"));
    }

    private static final String MENU = "{'type':3,'custom_id':'m','min_values':0,'max_values':2,'options':["
            + "{'label':'A','value':'a'},{'label':'B','value':'b'}]}";

    @Test
    void a_menu_takes_each_of_its_options_once() throws Exception {
        var sent = discord.owner().slash("find", Map.of("text", "x"));
        answer(
                sent,
                "{'type':4,'data':{'content':'ok','flags':64,'components':[{'type':1,'components':[" + MENU + "]}]}}");
        SimulatedMessage reply = sent.reply().orElseThrow();
        var chosen = discord.owner().select(reply, "m", List.of("b"));
        assertThat(answer(chosen, "{'type':7,'data':{'content':'changed'}}").status())
                .isEqualTo(204);
        assertThat(chosen.reply().orElseThrow().content())
                .as("only the person sees it")
                .isEqualTo("changed");
        assertThat(discord.owner().select(reply, "m", List.of()).kind().number())
                .isEqualTo(3);
        for (var wrong : List.of(List.of("c"), List.of("a", "a"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> discord.owner().select(reply, "m", wrong));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, 1, false, 1, 204",
        "false, 0, false, 1, 204",
        "true, 0, false, 1, 400",
        "true, 1, true, 1, 400",
        "true, 1, false, 26, 400",
        "true, 1, false, 0, 400"
    })
    void a_modal_takes_a_menu_in_a_label(boolean required, int least, boolean disabled, int options, int status)
            throws Exception {
        var sent = discord.owner().slash("find", Map.of("text", "x"));
        var body = SimulatorClient.JSON.createObjectNode().put("type", 9);
        var label = body.putObject("data")
                .put("custom_id", "form")
                .put("title", "t")
                .putArray("components")
                .addObject()
                .put("type", 18)
                .put("label", "Category");
        var menu = label.putObject("component")
                .put("type", 3)
                .put("custom_id", "category")
                .put("required", required)
                .put("min_values", least)
                .put("disabled", disabled);
        var offered = menu.putArray("options");
        for (int i = 0; i < options; i++) {
            offered.addObject().put("label", "l" + i).put("value", "v" + i);
        }
        assertThat(answer(sent, body.toString()).status()).isEqualTo(status);
        if (status == 204) {
            assertThat(discord.submit(sent, Map.of("category", "v0")).kind().number())
                    .isEqualTo(5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> discord.submit(sent, Map.of("category", "something else")));
        }
    }

    private Reply role(String method, String role) throws Exception {
        return client.bot(
                method,
                "/guilds/" + discord.guildId() + "/members/" + discord.member().id() + "/roles/" + role);
    }

    @Test
    void only_roles_below_its_own_are_given_and_taken_by_a_bot_that_may_manage_them() throws Exception {
        var permissions = discord.permissions();
        String readers = permissions.addRole("Readers", false);
        assertThat(role("PUT", readers).status()).isEqualTo(204);
        assertThat(role("PUT", readers).status()).isEqualTo(204);
        assertThat(permissions.rolesOf(discord.member())).containsExactly(readers);
        assertThat(role("DELETE", readers).status()).isEqualTo(204);
        assertThat(role("DELETE", readers).status()).isEqualTo(204);
        assertThat(permissions.rolesOf(discord.member())).isEmpty();

        assertThat(role("PUT", "1").json().path("code").asInt()).isEqualTo(10011);
        assertThat(role("PUT", discord.guildId()).json().path("code").asInt()).isEqualTo(50028);
        assertThat(role("PUT", permissions.ofBot().id()).json().path("code").asInt())
                .isEqualTo(50028);
        permissions.raiseRole(readers);
        assertThat(role("PUT", readers).json().path("code").asInt()).isEqualTo(50013);
        permissions.takeFromBot(dev.gatewaysync.simulator.guild.Permission.MANAGE_ROLES);
        assertThat(role("DELETE", permissions.addRole("Others", false))
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(50013);
    }
}
