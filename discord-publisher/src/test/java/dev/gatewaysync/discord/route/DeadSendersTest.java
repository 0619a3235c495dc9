package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatewaysync.discord.rest.WebhookAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeadSendersTest {
    private static final WebhookAddress WEBHOOK =
            WebhookAddress.parse("https://discord.com/api/webhooks/123456789012345678/a-token-that-stays-secret");

    private final Logger logger = (Logger) LoggerFactory.getLogger(DeadSenders.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final DeadSenders dead = new DeadSenders();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(log);
    }

    @Test
    void a_channel_that_is_gone_is_named_with_what_to_do_and_once() {
        Destination.Channel tools = new Destination.Channel("7", "1", "tools", null, null);
        dead.add("category:tools", tools, "10003 Unknown Channel");
        dead.add("category:tools", tools, "10003 Unknown Channel");

        assertThat(lines())
                .containsExactly(
                        "discord.target_dead target=category:tools place=#tools sender=7"
                                + " reason=10003 Unknown Channel next=make the channel anew or name another one, then"
                                + " ./gateway target resume category:tools; until then its deliveries go to the failed messages");
        assertThat(dead.why("7")).contains("10003 Unknown Channel");
    }

    @Test
    void a_webhook_that_is_gone_is_named_by_its_channel_or_setting_and_never_by_its_token() {
        dead.add("announcements", new Destination.Channel("7", "1", "updates", WEBHOOK, null), "10015 Unknown Webhook");
        dead.addWebhook("dev-log,ops", "gateway.yml", "9", "10015 Unknown Webhook");

        assertThat(lines()).hasSize(2).noneMatch(line -> line.contains("stays-secret"));
        assertThat(lines().getFirst())
                .contains("target=announcements place=the webhook of #updates sender=" + WEBHOOK.place())
                .contains(
                        "next=make a webhook and set its address in place of the old one, then ./gateway target resume");
        assertThat(lines().getLast()).contains("target=dev-log,ops place=the webhook of gateway.yml sender=9");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
