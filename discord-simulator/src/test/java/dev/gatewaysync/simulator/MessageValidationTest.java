package dev.gatewaysync.simulator;

import static dev.gatewaysync.simulator.SimulatorClient.JSON;
import static dev.gatewaysync.simulator.SimulatorClient.content;
import static dev.gatewaysync.simulator.SimulatorClient.embed;
import static dev.gatewaysync.simulator.SimulatorClient.letters;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.SimulatorClient.Reply;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class MessageValidationTest {

    private final DiscordSimulator simulator =
            DiscordSimulator.start(SimulatorSettings.standard().withLimits(LimitSettings.none()));
    private final SimulatorClient client = new SimulatorClient(simulator);

    @AfterEach
    void stop() {
        assertThat(simulator.messages("tools")).hasSizeLessThanOrEqualTo(1);
        simulator.close();
    }

    @Test
    void content_may_have_two_thousand_characters_after_trimming() throws Exception {
        assertThat(post(content("  " + letters(2000) + " \n")).status()).isEqualTo(200);
        assertRefused(post(content(letters(2001))), "BASE_TYPE_MAX_LENGTH", "content");
    }

    @Test
    void characters_outside_the_basic_plane_count_once() throws Exception {
        assertThat(post(content("😀".repeat(2000))).status()).isEqualTo(200);
    }

    @Test
    void an_empty_message_is_refused() throws Exception {
        for (var empty : new String[] {"{}", content("   "), "{\"embeds\":[]}"}) {
            var reply = post(empty);
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.json().get("code").asInt()).isEqualTo(50006);
        }
    }

    @Test
    void a_body_that_is_no_json_object_is_refused() throws Exception {
        for (var broken : new String[] {"{", "[]", "\"text\""}) {
            assertThat(post(broken).json().get("code").asInt()).isEqualTo(50109);
        }
    }

    @Test
    void a_long_title_is_refused_in_discords_words() throws Exception {
        var reply =
                post(embed(JSON.createObjectNode().put("title", letters(257))).toString());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json()).isEqualTo(JSON.readTree("""
                {"message":"Invalid Form Body","code":50035,"errors":{"embeds":{"0":{"title":{"_errors":[
                {"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}"""));
    }

    @Test
    void every_part_of_an_embed_has_its_length() throws Exception {
        assertLength(4096, "description", (embed, text) -> embed.put("description", text));
        assertLength(
                2048, "footer/text", (embed, text) -> embed.putObject("footer").put("text", text));
        assertLength(
                256, "author/name", (embed, text) -> embed.putObject("author").put("name", text));
        assertLength(256, "fields/0/name", (embed, text) -> field(embed, text, "value"));
        assertLength(1024, "fields/0/value", (embed, text) -> field(embed, "name", text));
    }

    private interface Part {
        void put(ObjectNode embed, String text);
    }

    private void assertLength(int most, String path, Part part) throws Exception {
        var embed = JSON.createObjectNode();
        part.put(embed, letters(most + 1));
        assertRefused(post(embed(embed).toString()), "BASE_TYPE_MAX_LENGTH", "embeds/0/" + path);
    }

    private static void field(ObjectNode embed, String name, String value) {
        embed.withArray("fields").addObject().put("name", name).put("value", value);
    }

    @Test
    void a_field_needs_a_name_and_a_value() throws Exception {
        assertRefused(postEmbed(embed -> field(embed, " ", "value")), "BASE_TYPE_REQUIRED", "embeds/0/fields/0/name");
        assertRefused(postEmbed(embed -> field(embed, "name", "")), "BASE_TYPE_REQUIRED", "embeds/0/fields/0/value");
    }

    @Test
    void there_may_be_ten_embeds_and_twenty_five_fields() throws Exception {
        var many = JSON.createObjectNode();
        for (int i = 0; i < 11; i++) {
            many.withArray("embeds").addObject().put("title", "no. " + i);
        }
        assertRefused(post(many.toString()), "BASE_TYPE_MAX_LENGTH", "embeds");
        assertRefused(
                postEmbed(embed -> {
                    for (int i = 0; i < 26; i++) {
                        field(embed, "name", "value");
                    }
                }),
                "BASE_TYPE_MAX_LENGTH",
                "embeds/0/fields");
    }

    @Test
    void all_embeds_together_may_have_six_thousand_characters() throws Exception {
        var body = JSON.createObjectNode();
        body.withArray("embeds").addObject().put("description", letters(3000));
        body.withArray("embeds").addObject().put("description", letters(3000));
        assertThat(post(body.toString()).status()).isEqualTo(200);
        body.withArray("embeds").addObject().put("title", "x");
        assertRefused(post(body.toString()), "MAX_EMBED_SIZE_EXCEEDED", "embeds/0");
    }

    @Test
    void addresses_colours_and_times_must_be_what_they_say() throws Exception {
        assertRefused(
                postEmbed(embed -> embed.put("url", "javascript:alert(1)")), "URL_TYPE_INVALID_SCHEME", "embeds/0/url");
        assertRefused(postEmbed(embed -> embed.put("url", "no address")), "URL_TYPE_INVALID_URL", "embeds/0/url");
        assertRefused(
                postEmbed(embed -> embed.putObject("image").put("url", "nowhere")),
                "URL_TYPE_INVALID_URL",
                "embeds/0/image/url");
        assertRefused(postEmbed(embed -> embed.put("color", 0x1000000)), "NUMBER_TYPE_MAX", "embeds/0/color");
        assertRefused(postEmbed(embed -> embed.put("color", "red")), "NUMBER_TYPE_COERCE", "embeds/0/color");
        assertRefused(postEmbed(embed -> embed.put("timestamp", "now")), "DATE_TIME_TYPE_PARSE", "embeds/0/timestamp");
    }

    @Test
    void an_edit_is_checked_like_a_message() throws Exception {
        var id = post(content("good")).json().get("id").asString();
        var path = client.messagesPath("tools") + "/" + id;
        assertRefused(client.bot("PATCH", path, content(letters(2001))), "BASE_TYPE_MAX_LENGTH", "content");
        assertThat(client.bot("PATCH", path, content("")).json().get("code").asInt())
                .isEqualTo(50006);
        assertThat(simulator.messages("tools").getFirst().content()).isEqualTo("good");
    }

    private Reply postEmbed(Consumer<ObjectNode> fill) throws Exception {
        var embed = JSON.createObjectNode().put("title", "title");
        fill.accept(embed);
        return post(embed(embed).toString());
    }

    private Reply post(String body) throws Exception {
        return client.bot("POST", client.messagesPath("tools"), body);
    }

    private static void assertRefused(Reply reply, String code, String path) {
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().get("code").asInt()).isEqualTo(50035);
        JsonNode errors = reply.json().at("/errors/" + path + "/_errors");
        assertThat(errors.path(0).path("code").asString(""))
                .as(reply.json().toString())
                .isEqualTo(code);
    }
}
