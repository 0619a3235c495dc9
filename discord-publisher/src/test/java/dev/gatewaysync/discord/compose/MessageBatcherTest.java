package dev.gatewaysync.discord.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Mentions;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.outbox.CrosspostSetting;
import dev.gatewaysync.discord.outbox.Delivery;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.picture.TestPictures;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.testkit.Deploys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageBatcherTest {
    private static final String ANNOUNCEMENTS = "announcements";
    private static final String TOOLS = "category:tools";
    private static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "updates", null, null);
    private static final Destination.Channel BY_WEBHOOK = new Destination.Channel(
            "7", "1", "updates", WebhookAddress.parse("https://discord.com/api/webhooks/55/TOKEN"), null);

    private final TestOutbox test = new TestOutbox();
    private final List<Delivery> open = new ArrayList<>();
    private final Map<String, Destination.Channel> channels =
            new java.util.HashMap<>(Map.of(ANNOUNCEMENTS, CHANNEL, TOOLS, CHANNEL));
    private final Set<Delivery> alone = new HashSet<>();
    private static final DeliveryArrival ARRIVAL = new DeliveryArrival(() -> GatewayConfig.NONE);

    private final EventCards cards = new EventCards("App", () -> GatewayConfig.NONE);
    private final DeliveryPings pings = new DeliveryPings(Mentions.none());
    private final MessageBatcher batcher = new MessageBatcher(
            new DeliveryCards(cards, test.queries, TestPictures.off(test)),
            pings,
            test.queries,
            new EditedCards(
                    cards, pings, test.cards, ARRIVAL, () -> GatewayConfig.NONE, new CrosspostSetting(false, false)),
            new SuggestionCards(cards, test.cards),
            ARRIVAL);

    @Test
    void plain_cards_of_a_channel_share_a_message_in_their_order() {
        plan(bug("One"), bug("Two"), bug("Three"));

        OutgoingMessage message = next();

        assertThat(message.deliveries()).containsExactlyElementsOf(open);
        assertThat(titles(message)).containsExactly("🐛 Bug fixed: One", "🐛 Bug fixed: Two", "🐛 Bug fixed: Three");
        assertThat(message.messageToEdit()).isNull();
    }

    @Test
    void a_message_has_at_most_ten_cards() {
        plan(IntStream.range(0, 12).mapToObj(n -> bug("B" + n)).toArray(GatewayEvent[]::new));

        assertThat(next().deliveries()).hasSize(10);
    }

    @Test
    void a_message_has_no_more_text_than_discord_takes() {
        plan(IntStream.range(0, 4)
                .mapToObj(n -> new BugFixed("B" + n, "x".repeat(3_000), null))
                .toArray(GatewayEvent[]::new));

        assertThat(next().deliveries()).hasSizeLessThan(4);
    }

    @Test
    void of_two_cards_with_one_link_the_second_waits_since_discord_would_hide_it() {
        plan(Deploys.at("v1", "https://site.example"), Deploys.at("v2", "https://site.example/"));

        assertThat(next().deliveries()).hasSize(1);
    }

    @Test
    void cards_of_other_senders_stand_in_other_messages() {
        channels.put(TOOLS, BY_WEBHOOK);
        plan(bug("One"));
        open.add(test.planned(resource("Two", null), TOOLS));

        assertThat(next().deliveries()).hasSize(1);
    }

    @Test
    void what_is_to_be_sent_alone_shares_with_nobody() {
        plan(bug("One"), bug("Two"), bug("Three"));
        alone.add(open.get(1));
        assertThat(next().deliveries()).hasSize(1);

        open.removeFirst();
        assertThat(next().deliveries()).hasSize(1);
    }

    @Test
    void a_card_that_may_be_edited_later_is_a_message_of_its_own() {
        plan(bug("One"), new Maintenance(Maintenance.Status.STARTED, "Now", null, null, null));

        assertThat(next().deliveries()).hasSize(1);
        open.removeFirst();
        assertThat(next().card()).isNotNull();
    }

    @Test
    void what_was_sent_together_is_sent_together_again_under_the_same_nonce() {
        plan(bug("One"), bug("Two"), bug("Three"));
        OutgoingMessage first = batcher.next(open.subList(0, 2), channels, alone::contains);
        test.outbox.markSending(first.deliveries(), first.nonce(), "7");
        List<Delivery> after = test.queries.open(ANNOUNCEMENTS, 20);

        OutgoingMessage again = batcher.next(after, channels, alone::contains);

        assertThat(again.deliveries()).hasSize(2);
        assertThat(again.nonce()).isEqualTo(first.nonce());
    }

    @Test
    void a_large_batch_is_one_card_that_says_how_many_and_names_the_first() {
        for (int n = 1; n <= 12; n++) {
            Delivery delivery = test.planned(
                    TestOutbox.event(resource("Tool " + n, null)).withBatch(new Batch("b", n, 12)), TOOLS, n < 12);
            if (n == 12) {
                open.add(delivery);
            }
        }
        open.add(test.planned(resource("Other", null), TOOLS));

        OutgoingMessage message = next();

        assertThat(message.deliveries()).hasSize(1);
        assertThat(message.message().body().toString())
                .contains("12", "Tool 1", "Tool 10")
                .doesNotContain("Tool 11");
    }

    private void plan(GatewayEvent... events) {
        for (GatewayEvent event : events) {
            open.add(test.planned(event, ANNOUNCEMENTS));
        }
    }

    private OutgoingMessage next() {
        return batcher.next(open, channels, alone::contains);
    }

    private static List<String> titles(OutgoingMessage message) {
        return message.message()
                .body()
                .path("embeds")
                .valueStream()
                .map(embed -> embed.path("title").asString())
                .toList();
    }

    private static BugFixed bug(String title) {
        return new BugFixed(title, null, null);
    }

    private static ResourceAdded resource(String name, String url) {
        return new ResourceAdded(name, "tools", url, null, List.of());
    }
}
