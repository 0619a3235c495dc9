package dev.gatewaysync.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.ratelimit.Route;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is read out of a failure's words is what was put into them. */
class DiscordRefusalTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void status_code_and_message_are_read_again() {
        DiscordRefusal refusal = refusal(404, "{\"code\":10015,\"message\":\"Unknown Webhook\"}");
        assertThat(refusal).isEqualTo(new DiscordRefusal(404, 10015, true, "Unknown Webhook", List.of()));
    }

    /** The example of Discord's documentation. */
    @Test
    void the_fields_of_an_invalid_form_are_named() {
        DiscordRefusal refusal = refusal(400, """
                {"code": 50035, "message": "Invalid Form Body",
                 "errors": {"activities": {"0": {
                   "platform": {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": "Value must be one of ('desktop')."}]},
                   "type": {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": "Value must be one of (0, 1)."}]}}}}}""");
        assertThat(refusal.fields())
                .containsExactly(
                        new DiscordRefusal.Field("activities[0].platform", "Value must be one of ('desktop')."),
                        new DiscordRefusal.Field("activities[0].type", "Value must be one of (0, 1)."));
        assertThat(refusal.message()).isEqualTo("Invalid Form Body");
    }

    @Test
    void a_problem_of_the_whole_has_no_field() {
        assertThat(refusal(400, """
                        {"code":50035,"message":"Invalid Form Body",
                         "errors":{"_errors":[{"code":"MAX_EMBED_SIZE_EXCEEDED","message":"Embed size exceeds 6000"}]}}""").fields()).containsExactly(new DiscordRefusal.Field("", "Embed size exceeds 6000"));
    }

    @Test
    void of_a_text_that_was_cut_the_fields_before_the_cut_are_read() {
        String tree =
                "{\"embeds\":{\"0\":{\"title\":{\"_errors\":[{\"code\":\"X\",\"message\":\"Must be 256 or fewer\"}]},"
                        + "\"description\":{\"_errors\":[{\"code\":\"X\",\"mess";
        assertThat(DiscordRefusal.in("POST /x was answered 400, code 50035: Invalid Form Body " + tree + "…")
                        .orElseThrow()
                        .fields())
                .containsExactly(
                        new DiscordRefusal.Field("embeds[0].title", "Must be 256 or fewer"),
                        new DiscordRefusal.Field("embeds[0].description", ""));
    }

    @Test
    void what_stands_in_front_of_discord_is_not_discord() {
        RestResponse page = new RestResponse(403, HttpHeaders.of(Map.of(), (n, v) -> true), JSON.missingNode());
        DiscordRefusal refusal =
                DiscordRefusal.in(FailureText.of(request(), page)).orElseThrow();
        assertThat(refusal.isFromDiscord()).isFalse();
        assertThat(refusal.status()).isEqualTo(403);
    }

    @Test
    void a_text_of_something_else_tells_of_no_answer() {
        assertThat(DiscordRefusal.in("No card can be made of it")).isEmpty();
    }

    private static DiscordRefusal refusal(int status, String body) {
        RestResponse response =
                new RestResponse(status, HttpHeaders.of(Map.of(), (name, value) -> true), JSON.readTree(body));
        return DiscordRefusal.in("The channel or webhook is gone: updates; " + FailureText.of(request(), response))
                .orElseThrow();
    }

    private static RestRequest request() {
        Route route = Route.webhook("POST", "/webhooks/{webhook.id}/{webhook.token}", "5");
        return new RestRequest(route, URI.create("https://discord.com"), null, null, new Redactor(List.of()));
    }
}
