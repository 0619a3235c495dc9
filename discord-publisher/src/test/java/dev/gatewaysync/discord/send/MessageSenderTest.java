package dev.gatewaysync.discord.send;

import static dev.gatewaysync.discord.send.TestSending.BY_WEBHOOK;
import static dev.gatewaysync.discord.send.TestSending.CHANNEL;
import static dev.gatewaysync.discord.send.TestSending.POST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.cards.channel.Forum;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.discord.compose.ForumPost;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.events.BugFixed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MessageSenderTest {
    private static final String WEBHOOK = "POST /webhooks/55/TOKEN";
    private static final String EDIT = "PATCH /channels/7/messages/20";
    private static final ForumPost FILED = new ForumPost("One is fixed", Set.of("bug-fixed"));
    private static final Forum TAGGED = new Forum(List.of(new Forum.Tag("3", "Bug fixed")), false);
    private static final Destination.Channel FORUM = new Destination.Channel("7", "1", "news", null, TAGGED);

    private final TestSending sending = new TestSending();
    private final Message message = Message.of(new EventCards("App", () -> GatewayConfig.NONE)
            .announcement(TestOutbox.event(new BugFixed("One", null, null)), "announcements"));

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void the_bot_writes_into_its_channel_with_a_nonce() throws Exception {
        sending.discord.replies(POST, "{\"id\":\"20\"}");

        assertThat(create(CHANNEL)).isInstanceOf(RestResult.Done.class);

        assertThat(sending.discord.requests).containsExactly(POST);
        assertThat(sending.discord.nonces).containsExactly("n1");
    }

    @Test
    void a_webhook_writes_where_it_stands_and_waits_for_the_id() throws Exception {
        sending.discord.replies(WEBHOOK, "{\"id\":\"20\"}");

        assertThat(create(BY_WEBHOOK)).isInstanceOf(RestResult.Done.class);

        assertThat(sending.discord.requests).containsExactly(WEBHOOK + "?wait=true");
    }

    @Test
    void the_bot_opens_a_post_with_title_and_tags_in_a_forum() throws Exception {
        sending.discord.replies("POST /channels/7/threads", "{\"id\":\"20\"}");

        assertThat(create(FORUM)).isInstanceOf(RestResult.Done.class);

        assertThat(sending.discord.bodies.getFirst()).contains("\"name\":\"One is fixed\"", "\"applied_tags\":[\"3\"]");
    }

    @Test
    void a_webhook_learns_by_a_refusal_that_its_channel_is_a_forum_and_asks_no_second_time() throws Exception {
        sending.discord
                .repliesOnce(WEBHOOK, 400, "{\"code\":220001,\"message\":\"forum\"}")
                .replies(WEBHOOK, "{\"id\":\"20\"}");

        assertThat(create(BY_WEBHOOK)).isInstanceOf(RestResult.Done.class);
        assertThat(create(BY_WEBHOOK)).isInstanceOf(RestResult.Done.class);

        assertThat(sending.discord.bodies).hasSize(3);
        assertThat(sending.discord.bodies.getFirst()).doesNotContain("thread_name");
        assertThat(sending.discord.bodies.subList(1, 3))
                .allSatisfy(body -> assertThat(body).contains("\"thread_name\":\"One is fixed\""));
    }

    @Test
    void an_archived_thread_is_opened_again_for_an_edit() throws Exception {
        sending.discord
                .repliesOnce(EDIT, 400, "{\"code\":50083,\"message\":\"archived\"}")
                .replies("PATCH /channels/7", "{\"id\":\"7\"}")
                .replies(EDIT, "{\"id\":\"20\"}");

        assertThat(sending.sender.edit("announcements", CHANNEL, "20", message)).isInstanceOf(RestResult.Done.class);

        assertThat(sending.discord.requests).containsExactly(EDIT, "PATCH /channels/7", EDIT);
    }

    @Test
    void an_edit_that_is_refused_for_another_reason_opens_nothing() throws Exception {
        sending.discord.replies(EDIT, 404, "{\"code\":10008,\"message\":\"Unknown Message\"}");

        assertThat(classOf(sending.sender.edit("announcements", CHANNEL, "20", message)))
                .isEqualTo(FailureClass.EDIT_TARGET_LOST);

        assertThat(sending.discord.requests).containsExactly(EDIT);
    }

    @Test
    void a_post_that_is_gone_is_a_lost_message_and_no_dead_forum() throws Exception {
        sending.discord
                .replies("PATCH /channels/20/messages/20", 404, "{\"code\":10003,\"message\":\"Unknown Channel\"}")
                .replies(EDIT, 404, "{\"code\":10003,\"message\":\"Unknown Channel\"}");

        assertThat(classOf(sending.sender.edit("announcements", FORUM, "20", message)))
                .isEqualTo(FailureClass.EDIT_TARGET_LOST);
        assertThat(classOf(sending.sender.edit("announcements", CHANNEL, "20", message)))
                .isEqualTo(FailureClass.TARGET_DEAD);
    }

    @Test
    void a_webhook_edits_a_forums_message_in_the_post_that_it_opened() throws Exception {
        sending.discord.replies("PATCH /webhooks/55/TOKEN/messages/20", "{\"id\":\"20\"}");

        sending.sender.edit("announcements", BY_WEBHOOK.asForum(), "20", message);
        sending.sender.edit("announcements", BY_WEBHOOK, "20", message);

        assertThat(sending.discord.requests)
                .containsExactly(
                        "PATCH /webhooks/55/TOKEN/messages/20?thread_id=20", "PATCH /webhooks/55/TOKEN/messages/20");
    }

    @Test
    void the_wait_for_the_limits_is_that_of_whoever_sends() {
        sending.useUpTheWebhook();

        assertThat(sending.sender.untilPermit(BY_WEBHOOK)).isPositive();
        assertThat(sending.sender.untilPermit(CHANNEL)).isEqualTo(Duration.ZERO);
    }

    @Test
    void only_a_bot_can_look_for_messages() {
        assertThat(sending.sender.canSearch()).isTrue();
        try (TestSending withoutBot = new TestSending(null, false)) {
            assertThat(withoutBot.sender.canSearch()).isFalse();
        }
    }

    private RestResult create(Destination.Channel channel) throws InterruptedException {
        return sending.sender.create(channel, message, "n1", FILED);
    }

    private static FailureClass classOf(RestResult result) {
        return ((RestResult.Refused) result).failure().failureClass();
    }
}
