package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EmbedTest {
    private static final String PICTURE = "https://a.example/p.png";

    @Test
    void what_discord_counts_are_all_its_texts() {
        Embed embed = card("Title").description("Text").markdownField("Name", "Value", true);

        assertThat(embed.length()).isEqualTo("TitleAppTextNameValue".length());
        assertThat(embed.title("Other title").colour(0x123456).toJson().toString())
                .contains("Other title", String.valueOf(0x123456));
        assertThat(embed.title(" ").plainTitle()).isEqualTo("Other title");
    }

    @Test
    void where_all_of_it_is_too_long_the_description_gives_way_and_only_then_the_last_fields() {
        Embed embed = full().description("word ".repeat(800)).markdownField("N", "v".repeat(620), true);

        assertThat(embed.length()).as("the last field just fits").isEqualTo(6_000);
        assertThat(embed.toJson().path("fields").size()).isEqualTo(6);
        assertThat(embed.toJson().has("description")).isFalse();

        Embed longer = full().description("word ".repeat(800)).markdownField("N", "v".repeat(621), true);

        assertThat(longer.toJson().path("fields").size()).isEqualTo(5);
        assertThat(longer.toJson().path("description").asString())
                .hasSizeBetween(600, 621)
                .endsWith("word…");
        assertThat(longer.length()).isBetween(5_970, 6_000);
    }

    @Test
    void of_more_fields_than_discord_takes_the_first_are_shown() {
        Embed embed = card("Title");
        for (int i = 1; i <= 26; i++) {
            embed.field("Field " + i, "x");
        }

        JsonNode fields = embed.toJson().path("fields");
        assertThat(fields.size()).isEqualTo(25);
        assertThat(fields.path(24).path("name").asString()).isEqualTo("Field 25");
    }

    @Test
    void a_picture_that_the_event_does_not_speak_of_stands_beside_the_text_unless_there_is_one() {
        assertThat(card("Title").picture(PICTURE).toJson().at("/thumbnail/url").asString())
                .isEqualTo(PICTURE);
        assertThat(card("Title").picture("http://localhost/p.png").toJson().has("thumbnail"))
                .isFalse();
        assertThat(card("Title")
                        .thumbnail("https://a.example/own.png")
                        .picture(PICTURE)
                        .toJson()
                        .toString())
                .contains("own.png")
                .doesNotContain("p.png");
        assertThat(card("Title")
                        .image("https://a.example/own.jpg", () -> "Picture")
                        .picture(PICTURE)
                        .toJson()
                        .has("thumbnail"))
                .isFalse();
    }

    @Test
    void a_time_that_discord_does_not_take_is_left_out() {
        assertThat(card("Title").timestamp(Instant.EPOCH).toJson().has("timestamp"))
                .isTrue();
        assertThat(card("Title")
                        .timestamp(Instant.EPOCH.minusSeconds(1))
                        .toJson()
                        .has("timestamp"))
                .isFalse();
        assertThat(card("Title")
                        .timestamp(Instant.parse("+10000-01-01T00:00:00Z"))
                        .toJson()
                        .has("timestamp"))
                .isFalse();
    }

    /** With room for 621 more. */
    private static Embed full() {
        Embed embed = card("T".repeat(256));
        for (int i = 0; i < 5; i++) {
            embed.markdownField("N", "v".repeat(1_023), true);
        }
        return embed;
    }

    private static Embed card(String title) {
        return Embed.of(title, Colour.BLUE, new CardFooter("App", null));
    }
}
