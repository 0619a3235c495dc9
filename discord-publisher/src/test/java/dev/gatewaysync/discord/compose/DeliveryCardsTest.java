package dev.gatewaysync.discord.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.picture.TestPictures;
import dev.gatewaysync.events.ResourceAdded;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The picture that a resource's page names, on its card. */
class DeliveryCardsTest {
    private static final String PAGE = "https://tool.example/";

    private final TestOutbox test = new TestOutbox();
    private final Delivery delivery =
            test.planned(new ResourceAdded("Tool", "Tools", PAGE, null, List.of()), "announcements");

    @BeforeEach
    void known() {
        test.jdbc.sql("DELETE FROM resource_picture").update();
        named("https://tool.example/picture.png");
    }

    @Test
    void it_stands_beside_the_text() {
        assertThat(card(GatewayConfig.NONE)).contains("\"thumbnail\":{\"url\":\"https://tool.example/picture.png\"}");
    }

    @Test
    void not_where_the_community_says_which_picture_there_is() {
        GatewayConfig own = ConfigFile.of(
                        "version: 1\ncards: { resource-added: { image: 'https://own.example/all.png' } }",
                        name -> Optional.empty())
                .config();

        assertThat(card(own)).contains("https://own.example/all.png").doesNotContain("thumbnail");
    }

    @Test
    void nor_where_discord_would_refuse_it() {
        named("https://" + "x".repeat(3_000) + ".example/");

        assertThat(card(GatewayConfig.NONE)).doesNotContain("thumbnail");
    }

    private String card(GatewayConfig config) {
        DeliveryCards cards = new DeliveryCards(
                new EventCards("App", () -> config), test.queries, TestPictures.on(test, Duration.ofSeconds(10)));
        return Message.of(cards.plain(delivery)).body().toString();
    }

    private void named(String picture) {
        test.jdbc
                .sql("""
                        INSERT INTO resource_picture (page_hash, picture, read_at) VALUES (:page, :picture, 0)
                        ON CONFLICT (page_hash) DO UPDATE SET picture = excluded.picture""")
                .param("page", Sha256.hex(PAGE))
                .param("picture", picture)
                .update();
    }
}
