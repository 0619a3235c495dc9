package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.discord.picture.PageServer;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.storage.history.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pictures of resources on their cards. */
class ResourceImagesIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PAGE = "https://tool.example/";
    private static final String PICTURE = "https://tool.example/picture.png";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void the_picture_that_a_page_names_stands_on_the_card_and_on_its_highlight() {
        try (RunningPublisher publisher = RunningPublisher.withSettings(discord, Map.of("RESOURCE_IMAGES", "on"))) {
            known(publisher);
            awaitSent(publisher, publisher.publish(added(PAGE)));

            assertThat(picture("updates")).isEqualTo(PICTURE);
            assertThat(picture("ai-tools")).isEqualTo(PICTURE);
        }
    }

    @Test
    void switched_off_no_card_has_one() {
        try (RunningPublisher publisher = RunningPublisher.withBotAndWebhook(discord)) {
            known(publisher);
            awaitSent(publisher, publisher.publish(added(PAGE)));

            assertThat(picture("updates")).isEmpty();
        }
    }

    @Test
    void a_page_inside_of_our_network_is_not_asked_and_its_card_goes_without() throws IOException {
        try (PageServer pages = new PageServer().naming("/", PICTURE);
                RunningPublisher publisher = RunningPublisher.withSettings(discord, Map.of("RESOURCE_IMAGES", "on"))) {
            awaitSent(publisher, publisher.publish(added(pages.url("127.0.0.1", "/"))));

            assertThat(pages.requests).isEmpty();
            assertThat(picture("updates")).isEmpty();
            assertThat(publisher.count("SELECT count(*) FROM resource_picture")).isOne();
        }
    }

    private static ResourceAdded added(String page) {
        return new ResourceAdded("Tool", "AI Tools", page, "Helps", List.of());
    }

    /** As if its page had been read before. */
    private static void known(RunningPublisher publisher) {
        publisher
                .database
                .jdbc()
                .sql("INSERT INTO resource_picture (page_hash, picture, read_at) VALUES (:page, :picture, :now)")
                .param("page", Sha256.hex(PAGE))
                .param("picture", PICTURE)
                .param("now", System.currentTimeMillis())
                .update();
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event) {
        await().atMost(LONG)
                .until(() -> publisher.deliveries(event).size() == 2
                        && publisher.deliveries(event).values().stream().allMatch(DeliveryStatus.SENT::equals));
    }

    private String picture(String channel) {
        return discord.messages(channel)
                .getFirst()
                .embeds()
                .path(0)
                .path("thumbnail")
                .path("url")
                .asString("");
    }
}
