package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.limits.LimitSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the bot gets to read without the privileged intent Message Content, which no new application has. */
class MessageContentIntentTest {

    private static final String CARD = "{\"content\":\"news\",\"embeds\":[{\"title\":\"one\"}]}";

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);
    private final String messages = client.messagesPath("updates");

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void what_a_webhook_wrote_is_empty_for_the_bot_and_whole_for_the_webhook() throws Exception {
        var id = webhookCard();
        assertBlank(client.bot("GET", messages + "?limit=1").json().get(0));
        assertBlank(client.bot("GET", messages + "/" + id).json());
        var own = client.send("GET", simulator.webhookUrl() + "/messages/" + id, "", "")
                .json();
        assertThat(own.get("content").asString()).isEqualTo("news");
        assertThat(own.get("embeds")).hasSize(1);
    }

    @Test
    void the_webhooks_that_the_bot_made_itself_are_no_exception() throws Exception {
        var channel = client.channel("updates");
        var made = client.bot("POST", "/channels/" + channel + "/webhooks", "{\"name\":\"cards\"}")
                .json();
        var url = simulator.webUrl() + "api/webhooks/" + made.get("id").asString() + "/"
                + made.get("token").asString();
        client.send("POST", url, CARD, "");
        assertBlank(client.bot("GET", messages + "?limit=1").json().get(0));
    }

    @Test
    void a_pin_shows_no_more_than_the_message() throws Exception {
        var id = webhookCard();
        client.bot("PUT", messages + "/pins/" + id);
        assertBlank(client.bot("GET", messages + "/pins").json().at("/items/0/message"));
        assertBlank(client.bot("GET", "/channels/" + client.channel("updates") + "/pins")
                .json()
                .get(0));
    }

    @Test
    void the_bots_own_messages_and_those_that_mention_it_are_whole() throws Exception {
        client.bot("POST", messages, CARD);
        assertThat(newest().get("embeds")).hasSize(1);
        var bot = client.bot("GET", "/users/@me").json().get("id").asString();
        simulator.say("updates", "<@" + bot + "> hello");
        assertThat(newest().get("content").asString()).endsWith("hello");
        simulator.say("updates", "hello all");
        assertBlank(newest());
    }

    @Test
    void with_the_intent_everything_is_whole() throws Exception {
        webhookCard();
        simulator.allowMessageContent(true);
        assertThat(newest().get("embeds")).hasSize(1);
    }

    @Test
    void of_several_embeds_with_one_url_a_reader_sees_the_first() throws Exception {
        var body = JSON.createObjectNode();
        var embeds = body.putArray("embeds");
        for (var url : new String[] {"https://a.example", "https://a.example", "https://a.example#2", "", ""}) {
            var embed = embeds.addObject().put("title", "x");
            if (!url.isEmpty()) {
                embed.put("url", url);
            }
        }
        client.bot("POST", messages, body.toString());
        var message = simulator.messages("updates").getLast();
        assertThat(message.embeds()).hasSize(5);
        assertThat(message.visibleEmbeds()).isEqualTo(4);
        var shown = client.send("GET", simulator.webUrl() + "sim/api/messages", "", "")
                .json()
                .get("messages")
                .get(0);
        assertThat(shown.get("hidden_embeds").toString()).isEqualTo("[1]");
    }

    private String webhookCard() throws Exception {
        var reply = client.send("POST", simulator.webhookUrl() + "?wait=true", CARD, "");
        return reply.json().get("id").asString();
    }

    private JsonNode newest() throws Exception {
        return client.bot("GET", messages + "?limit=1").json().get(0);
    }

    private static void assertBlank(JsonNode message) {
        assertThat(message.get("id").asString()).isNotEmpty();
        assertThat(message.get("content").asString()).isEmpty();
        assertThat(message.get("embeds")).isEmpty();
        assertThat(message.get("attachments")).isEmpty();
        assertThat(message.get("components")).isEmpty();
    }
}
