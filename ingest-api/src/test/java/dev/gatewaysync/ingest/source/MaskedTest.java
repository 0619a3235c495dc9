package dev.gatewaysync.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.SourceAuth;
import dev.gatewaysync.config.SourceDefinition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
    private final Masked masked = new Masked(
            new SourceDefinition("shop", null, new SourceAuth.Header("X-Knock", "open-sesame-open"), null, List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "authorization",
                "x-hub-signature-256",
                "stripe-signature",
                "webhook-signature",
                "x-gitlab-token",
                "x-api-key",
                "cookie",
                "x-knock",
                "x-shared-secret"
            })
    void what_proves_something_is_not_shown(String header) {
        assertThat(masked.headers(Map.of(header, "abc"))).containsExactly(Map.entry(header, Masked.MASK));
    }

    @Test
    void what_proves_nothing_is_shown_without_the_secret_in_it() {
        assertThat(masked.headers(Map.of("user-agent", "Shop open-sesame-open")))
                .containsExactly(Map.entry("user-agent", "Shop •••"));
        assertThat(masked.headers(Map.of("x-long", "y".repeat(2_000))).get("x-long"))
                .hasSize(1_001);
    }

    @Test
    void a_part_of_the_secret_is_not_shown_either() {
        Masked login = new Masked(
                new SourceDefinition("shop", null, new SourceAuth.Basic("shop:open-sesame-open"), null, List.of()));
        assertThat(login.body("the shop says open-sesame-open".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("the shop says •••");
    }

    @Test
    void a_secret_in_the_json_of_a_form_is_not_shown() {
        assertThat(masked.body("payload=%7B%22token%22%3A%22abc%22%2C%22a%22%3A1%7D".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("payload={\"token\":\"•••\",\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":{"LOG":{"type":"firebase","path":"/logs/1"}},"b":1} | {"a":{"LOG":"•••"},"b":1}
            {"LOG":{"a":{"b":["}",1]},"path":"/logs/1"},"b":{}}      | {"LOG":"•••","b":{}}
            {"LOG":[{"path":"/logs/1"},{"path":"/logs/2"}],"b":1}    | {"LOG":"•••","b":1}
            {"LOG":"/logs/1,2","c":[{"LOG" : 7}]}                    | {"LOG":"•••","c":[{"LOG" : "•••"}]}
            {"LOG":{"path":"/logs/{1}","to                           | {"LOG":"•••"
            """)
    void where_the_log_of_a_deploy_can_be_read_is_not_kept(String body, String shown) {
        String field = "log_access_attributes";
        assertThat(masked.body(body.replace("LOG", field).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(shown.replace("LOG", field));
    }

    @Test
    void a_query_is_its_names() {
        assertThat(masked.query("key=abc&x=1&&y")).containsExactly("key", "x", "y");
        assertThat(masked.query(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"token":"abc","a":"b"}                | {"token":"•••","a":"b"}
            {"clientSecret" : "a\\"b", "n":1}      | {"clientSecret" : "•••", "n":1}
            {"api_key":12345,"n":1}                | {"api_key":"•••","n":1}
            {"password":"cut off                   | {"password":"•••"
            {"a":"open-sesame-open"}               | {"a":"•••"}
            a=1&access_token=abc&b=2               | a=1&access_token=•••&b=2
            {"title":"a token of thanks"}          | {"title":"a token of thanks"}
            """)
    void fields_of_a_body_that_sound_like_secrets_are_not_shown(String body, String shown) {
        assertThat(masked.body(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(shown);
    }

    @Test
    void a_long_body_is_cut() {
        assertThat(masked.body("x".repeat(300_000).getBytes(StandardCharsets.UTF_8)))
                .hasSize(16 * 1024);
    }

    @Test
    void no_body_takes_long() {
        String nasty = "\"token".repeat(2_700) + "&=token".repeat(10);
        assertThat(masked.body(nasty.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }
}
