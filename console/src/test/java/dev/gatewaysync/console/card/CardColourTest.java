package dev.gatewaysync.console.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Inline styles are forbidden, so the style sheet has to know every colour. */
class CardColourTest {
    @ParameterizedTest
    @EnumSource(value = BuiltInType.class, mode = EnumSource.Mode.EXCLUDE, names = "STATS_UPDATED")
    void the_style_sheet_knows_the_colour_of_every_card(BuiltInType type) throws IOException {
        ObjectNode data = (ObjectNode)
                EventJson.mapper().readTree(EventSchemas.sample(type)).path("data");
        EventEnvelope sample =
                new EventEnvelope("e", type, Source.MAIN_APP, Instant.EPOCH, Instant.EPOCH, data, null, null);
        DrawnCard drawn = DrawnCard.of(
                "x", Message.of(new EventCards("App", () -> GatewayConfig.NONE).announcement(sample, "x")));
        assertThat(styles()).contains(".bar-" + drawn.embeds().get(0).colour() + " ");
    }

    private static String styles() throws IOException {
        try (InputStream css =
                CardColourTest.class.getResourceAsStream("/dev/gatewaysync/console/assets/console.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
