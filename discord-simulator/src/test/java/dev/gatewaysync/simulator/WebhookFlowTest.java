package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.limits.LimitSettings;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookFlowTest {

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void who_waits_gets_the_message_and_who_does_not_gets_nothing() throws Exception {
        var waited = client.webhook("one");
        assertThat(waited.status()).isEqualTo(200);
        assertThat(waited.json().get("webhook_id").asString())
                .isEqualTo(simulator.messages("updates").getFirst().webhookId());
        var silent = client.post(simulator.webhookUrl(), "two");
        assertThat(silent.status()).isEqualTo(204);
        assertThat(silent.response().body()).isEmpty();
        assertThat(simulator.messages("updates")).hasSize(2);
    }

    @Test
    void it_may_choose_its_name_but_not_discords() throws Exception {
        client.send("POST", simulator.webhookUrl(), "{\"content\":\"x\",\"username\":\"Catalogue\"}", "");
        assertThat(simulator.messages("updates").getFirst().authorName()).isEqualTo("Catalogue");
        var refused = client.send("POST", simulator.webhookUrl(), "{\"content\":\"x\",\"username\":\"Discord\"}", "");
        assertThat(refused.json().at("/errors/username/_errors/0/code").asString())
                .isEqualTo("USERNAME_INVALID_CONTAINS");
    }

    @Test
    void it_knows_no_nonce() throws Exception {
        var body = "{\"content\":\"x\",\"nonce\":\"n\",\"enforce_nonce\":true}";
        client.send("POST", simulator.webhookUrl(), body, "");
        client.send("POST", simulator.webhookUrl(), body, "");
        assertThat(simulator.messages("updates")).hasSize(2);
    }

    @Test
    void it_reads_edits_and_deletes_its_own_messages_only() throws Exception {
        var own = simulator.webhookUrl() + "/messages/"
                + client.webhook("first").json().get("id").asString();
        assertThat(client.send("PATCH", own, content("second"), "").status()).isEqualTo(200);
        assertThat(client.send("GET", own, "", "").json().get("content").asString())
                .isEqualTo("second");
        assertThat(client.send("DELETE", own, "", "").status()).isEqualTo(204);
        assertThat(client.send("GET", own, "", "").json().get("code").asInt()).isEqualTo(10008);

        var persons = simulator.say("updates", "mine").id();
        var foreign = simulator.webhookUrl() + "/messages/" + persons;
        assertThat(client.send("PATCH", foreign, content("stolen"), "")
                        .json()
                        .get("code")
                        .asInt())
                .isEqualTo(10008);
    }

    /** Its answer to an edit does not wait for pictures. */
    @Test
    void what_discord_fetches_by_itself_is_shown_later() throws Exception {
        var body = "{\"embeds\":[{\"image\":{\"url\":\"https://a.example/b.png\"}}]}";
        var own = simulator.webhookUrl() + "/messages/"
                + client.webhook("first").json().get("id").asString();
        var edited = client.send("PATCH", own, body, "").json();
        assertThat(edited.at("/embeds/0/image").propertyNames()).containsExactly("url");
        var later = client.send("GET", own, "", "").json();
        assertThat(later.at("/embeds/0/image").propertyNames()).containsExactly("url", "proxy_url", "width", "height");
        assertThat(later.path("edited_timestamp")).isEqualTo(edited.path("edited_timestamp"));
    }

    @Test
    void the_bot_cannot_edit_what_a_webhook_wrote() throws Exception {
        var id = client.webhook("first").json().get("id").asString();
        var reply = client.bot("PATCH", client.messagesPath("updates") + "/" + id, content("second"));
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("code").asInt()).isEqualTo(50005);
    }

    @Test
    void a_wrong_token_a_deleted_webhook_and_an_unknown_thread_are_told_apart() throws Exception {
        var wrong = client.post(simulator.webhookUrl() + "x", "x");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().get("code").asInt()).isEqualTo(50027);
        var thread = client.post(simulator.webhookUrl() + "?thread_id=42", "x");
        assertThat(thread.json().get("code").asInt()).isEqualTo(10003);
        simulator.removeWebhook(simulator.webhookUrl());
        var dead = client.webhook("x");
        assertThat(dead.status()).isEqualTo(404);
        assertThat(dead.json().get("code").asInt()).isEqualTo(10015);
    }

    @Test
    void the_bot_makes_webhooks_and_lists_them() throws Exception {
        var path = "/channels/" + client.channel("tools") + "/webhooks";
        var made = client.bot("POST", path, "{\"name\":\"Second\"}").json();
        var url = simulator.apiUrl() + "/webhooks/" + made.get("id").asString() + "/"
                + made.get("token").asString();
        assertThat(client.post(url, "hello").status()).isEqualTo(204);
        assertThat(simulator.messages("tools").getFirst().authorName()).isEqualTo("Second");
        assertThat(client.bot("GET", path).json()).hasSize(1);
    }

    @Test
    void deleting_the_channel_takes_its_webhooks_along() throws Exception {
        var url = simulator.addWebhook("tools");
        simulator.removeChannel("tools");
        assertThat(client.post(url, "x").json().get("code").asInt()).isEqualTo(10015);
    }

    @Test
    void requests_are_recorded_in_order_without_the_token() throws Exception {
        client.webhook("one");
        client.bot("GET", "/users/@me");
        client.post(simulator.webhookUrl() + "x", "x");
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(200, 200, 401);
        assertThat(simulator.requests())
                .extracting(RecordedRequest::path)
                .allSatisfy(path ->
                        assertThat(path).doesNotContain(simulator.webhookUrl().replaceAll(".*/", "")))
                .first()
                .asString()
                .matches("/webhooks/\\d+/\\*\\*\\*");
    }
}
