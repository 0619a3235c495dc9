package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Forum;
import org.junit.jupiter.api.Test;

class DestinationTest {
    private static final Destination.Channel CHANNEL = new Destination.Channel("7", "1", "updates", null, null);
    private static final Destination.Channel BY_WEBHOOK =
            new Destination.Channel("7", "1", "updates", TestDirectory.WEBHOOK, null);

    @Test
    void a_link_leads_to_the_message_in_its_channel_or_in_the_post_that_it_opened() {
        assertThat(CHANNEL.link("20")).isEqualTo("https://discord.com/channels/1/7/20");
        assertThat(CHANNEL.asForum().link("20")).isEqualTo("https://discord.com/channels/1/20/20");
        assertThat(CHANNEL.link("9", "20")).isEqualTo("https://discord.com/channels/1/9/20");
    }

    @Test
    void a_channel_that_turned_out_to_be_a_forum_is_the_same_place() {
        assertThat(BY_WEBHOOK.asForum())
                .isEqualTo(new Destination.Channel("7", "1", "updates", TestDirectory.WEBHOOK, Forum.unseen()));
    }

    @Test
    void a_post_is_written_to_by_whoever_opened_it() {
        assertThat(CHANNEL.asForum().post("20")).isEqualTo(new Destination.Channel("20", "1", "updates", null, null));
        assertThat(BY_WEBHOOK.asForum().post("20"))
                .isEqualTo(new Destination.Channel("20", "1", "updates", TestDirectory.WEBHOOK.inThread("20"), null));
    }

    @Test
    void the_sender_is_the_webhook_or_the_bots_channel_and_webhooks_are_told_apart() {
        assertThat(CHANNEL.sender()).isEqualTo("7");
        assertThat(CHANNEL.via()).isEqualTo("bot");
        assertThat(BY_WEBHOOK.sender()).isEqualTo("55");
        assertThat(BY_WEBHOOK.via()).isEqualTo("webhook:55");
    }

    @Test
    void what_is_said_of_a_hidden_channel_is_recognised_when_the_bot_sees_it_again() {
        assertThat(Destination.Hidden.isReason(
                        Destination.Hidden.channel("7", "updates").reason(), CHANNEL))
                .isTrue();
        assertThat(Destination.Hidden.isReason(
                        Destination.Hidden.inServer("1", "updates").reason(), CHANNEL))
                .isTrue();
        assertThat(Destination.Hidden.isReason("Missing Permissions", CHANNEL)).isFalse();
        assertThat(Destination.Hidden.isReason(
                        Destination.Hidden.inServer("2", "updates").reason(), CHANNEL))
                .as("another server")
                .isFalse();
    }

    @Test
    void a_way_to_discord_is_a_bot_or_a_webhook() {
        assertThat(new DiscordCredentials(TestDirectory.BOT, null, null).isConfigured())
                .isTrue();
        assertThat(new DiscordCredentials(null, TestDirectory.WEBHOOK, null).isConfigured())
                .isTrue();
        assertThat(new DiscordCredentials(null, null, null).isConfigured()).isFalse();
    }
}
