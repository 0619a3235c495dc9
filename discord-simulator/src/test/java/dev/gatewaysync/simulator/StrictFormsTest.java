package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.JSON;
import static dev.gatewaysync.simulator.SimulatorClient.content;
import static dev.gatewaysync.simulator.SimulatorClient.letters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What Discord refuses, and a kinder simulator would take. */
class StrictFormsTest {

    private static final String BUTTON = "{'type':2,'style':1,'label':'x','custom_id':'a'}";
    private static final String OPTION = "{'label':'l','value':'v'}";

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String messages = client.messagesPath("tools");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2007", "\u202f", "\u3000", "\u2028", "\u0085", "\t \u00a0\n"})
    void a_field_of_white_space_only_is_missing(String space) throws Exception {
        assertThat(field(space)
                        .at("/errors/embeds/0/fields/0/value/_errors/0/code")
                        .asString())
                .isEqualTo("BASE_TYPE_REQUIRED");
        assertThat(client.bot("POST", messages, content(space))
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(50006);
        client.bot("POST", messages, content(space + "a b" + space));
        assertThat(simulator.messages("tools").getLast().content()).isEqualTo("a b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u200b", "\ufeff", "\u2800"})
    void what_only_looks_empty_is_text(String filler) throws Exception {
        assertThat(field(filler).has("code")).isFalse();
    }

    private JsonNode field(String value) throws IOException, InterruptedException {
        var embed = JSON.createObjectNode();
        embed.putArray("fields").addObject().put("name", "n").put("value", value);
        return client.bot("POST", messages, SimulatorClient.embed(embed).toString())
                .json();
    }

    @ParameterizedTest
    @CsvSource({"https://a.example:65535/x, 200", "https://a.example:65536/, 400", "https://a.example:99999/, 400"})
    void a_port_beyond_the_last_is_no_url(String url, int status) throws Exception {
        var embed = JSON.createObjectNode().put("title", "t").put("url", url);
        assertThat(client.bot("POST", messages, SimulatorClient.embed(embed).toString())
                        .status())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'parse':['everybody']}",
                "{'parse':['users'],'users':['1']}",
                "{'roles':['1','1']}",
                "{'users':['me']}"
            })
    void allowed_mentions_that_contradict_themselves_are_refused(String allowed) throws Exception {
        var reply = client.bot("POST", messages, json("{'content':'x','allowed_mentions':" + allowed + "}"));
        assertThat(reply.json().at("/errors/allowed_mentions").isObject()).isTrue();
    }

    @Test
    void allowed_mentions_may_name_the_other_kind_or_nobody() throws Exception {
        for (var allowed : new String[] {"{'parse':['everyone'],'users':['1']}", "{'parse':['users'],'users':[]}"}) {
            assertThat(client.bot("POST", messages, json("{'content':'x','allowed_mentions':" + allowed + "}"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':2,'style':1,'label':'x','custom_id':'a'}",
                "{'type':17,'components':[]}",
                "{'type':99}",
                "{'type':1,'components':[]}",
                "{'type':1,'components':[{'type':2,'style':1,'custom_id':'a'}]}",
                "{'type':1,'components':[{'type':2,'style':1,'label':'\u00a0','custom_id':'a'}]}",
                "{'type':1,'components':[{'type':2,'label':'x','custom_id':'a'}]}",
                "{'type':1,'components':[{'type':2,'style':1,'label':'x'}]}",
                "{'type':1,'components':[{'type':2,'style':5,'label':'x'}]}",
                "{'type':1,'components':[{'type':2,'style':5,'label':'x','url':'https://a.example','custom_id':'a'}]}",
                "{'type':1,'components':[{'type':4,'style':1,'custom_id':'a'}]}",
                "{'type':1,'components':[" + BUTTON + "," + BUTTON + "]}",
                "{'type':1,'components':[{'type':3,'custom_id':'a','options':[]}]}",
                "{'type':1,'components':[{'type':3,'custom_id':'a','options':[" + OPTION + "," + OPTION + "]}]}",
                "{'type':1,'components':[{'type':3,'custom_id':'a','options':[" + OPTION + "]}," + BUTTON + "]}"
            })
    void components_that_discord_does_not_draw_are_refused(String component) throws Exception {
        var reply = client.bot("POST", messages, json("{'content':'x','components':[" + component + "]}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/components").isObject()).isTrue();
    }

    @Test
    void components_are_numbered_and_layout_needs_its_flag_and_nothing_beside_it() throws Exception {
        var row = "{'type':1,'components':[" + BUTTON + ",{'type':2,'style':5,'label':'y','url':'https://a.example'}]}";
        var made = client.bot("POST", messages, json("{'content':'x','components':[" + row + "]}"));
        assertThat(made.json().at("/components/0/id").asInt()).isEqualTo(1);
        assertThat(made.json().at("/components/0/components/1/id").asInt()).isEqualTo(3);
        var text = "{'type':10,'content':'<@" + simulator.owner().id() + ">'}";
        var layout = client.bot(
                "POST", messages, json("{'flags':32768,'components':[{'type':17,'components':[" + text + "]}]}"));
        assertThat(layout.status()).isEqualTo(200);
        assertThat(client.bot("POST", messages, json("{'flags':32768,'content':'x','components':[" + text + "]}"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_persons_webhook_shows_components_when_asked_and_never_interactive_ones() throws Exception {
        var link = json("{'content':'x','components':[{'type':1,'components':"
                + "[{'type':2,'style':5,'label':'y','url':'https://a.example'}]}]}");
        assertThat(post("?wait=true", link).json().get("components")).isEmpty();
        assertThat(post("?wait=true&with_components=true", link).json().get("components"))
                .hasSize(1);
        var button = json("{'content':'x','components':[{'type':1,'components':[" + BUTTON + "]}]}");
        assertThat(post("?with_components=true", button).status()).isEqualTo(400);

        var channel = "/channels/" + client.channel("tools") + "/webhooks";
        var own = client.bot("POST", channel, "{\"name\":\"own\"}").json();
        assertThat(own.get("application_id").asString()).isNotEmpty();
        var url = simulator.webUrl() + "api/webhooks/" + own.get("id").asString() + "/"
                + own.get("token").asString();
        assertThat(client.send("POST", url + "?wait=true", button, "").json().get("components"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'name':'Status','description':'d'}",
                "{'name':'a b','description':'d'}",
                "{'name':'','description':'d'}",
                "{'name':'status','description':''}",
                "{'name':'status','description':'LONG'}",
                "{'name':'status','description':'d','options':[{'type':3,'name':'a','description':'d'},"
                        + "{'type':3,'name':'b','description':'d','required':true}]}",
                "{'name':'status','description':'d','options':[{'type':3,'name':'a','description':'d'},"
                        + "{'type':3,'name':'a','description':'d'}]}",
                "{'name':'status','description':'d','options':[{'type':3,'name':'a','description':'d',"
                        + "'autocomplete':true,'choices':[{'name':'x','value':'y'}]}]}",
                "{'name':'Suggest','type':3,'description':'not in a menu'}"
            })
    void one_bad_command_refuses_all(String bad) throws Exception {
        var good = "{'name':'fine','description':'d'}";
        var reply = commands("[" + good + "," + bad.replace("LONG", letters(101)) + "]");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/1").isObject()).isTrue();
        assertThat(simulator.commands()).isEmpty();
    }

    @Test
    void a_command_keeps_its_id_and_two_of_one_name_are_refused() throws Exception {
        var first = commands("[{'name':'status','description':'d'},{'name':'Suggest this','type':3}]")
                .json();
        assertThat(first).hasSize(2);
        var second = commands("[{'name':'status','description':'new'},{'name':'find','description':'d'}]")
                .json();
        assertThat(second.at("/0/id")).isEqualTo(first.at("/0/id"));
        assertThat(second.at("/1/id")).isNotEqualTo(first.at("/1/id"));
        assertThat(commands("[{'name':'x','description':'d'},{'name':'x','description':'e'}]")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_list_of_members_needs_its_intent_and_one_member_does_not() throws Exception {
        var members = "/guilds/" + simulator.guildId() + "/members";
        assertThat(client.bot("GET", members).json().get("code").asInt()).isEqualTo(50001);
        assertThat(client.bot("GET", members + "/" + simulator.owner().id()).status())
                .isEqualTo(200);
        simulator.allowListingMembers(true);
        assertThat(client.bot("GET", members).json()).hasSize(3);
    }

    @Test
    void only_one_end_of_a_page_can_be_named() throws Exception {
        assertThat(client.bot("GET", messages + "?before=2&after=1").status()).isEqualTo(400);
    }

    private Reply commands(String list) throws IOException, InterruptedException {
        var application =
                client.bot("GET", "/applications/@me").json().get("id").asString();
        return client.bot(
                "PUT", "/applications/" + application + "/guilds/" + simulator.guildId() + "/commands", json(list));
    }

    private Reply post(String query, String body) throws IOException, InterruptedException {
        return client.send("POST", simulator.webhookUrl() + query, body, "");
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }
}
