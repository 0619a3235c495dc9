package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.events.BugFixed;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.storage.history.DeliveryStatus;
import dev.gatewaysync.storage.operator.OperatorRequests;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Channels that are needed and not there are made, once. */
@Order(9)
class ChannelCreationIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String CREATE = "/guilds/\\d+/channels$";

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());

    @Test
    void of_two_instances_one_makes_each_channel_and_what_waited_for_it_arrives() {
        discord.removeChannel("categories-overview");
        discord.removeChannel("welcome-and-start-here");
        discord.addForum("welcome-and-start-here", false);
        try (RunningPublisher publisher = creating(Map.of("DISCORD_ROUTES", "bug-fixed=Release Notes"))) {
            try (var second = publisher.another()) {
                EventEnvelope bug = publisher.publish(new BugFixed("Fixed", null, null));
                EventEnvelope boat = publisher.publish(resource("Boats & Ships"));
                awaitSent(publisher, bug, "channel:Release Notes");
                awaitSent(publisher, boat, "category:boats-ships");
                assertThat(publisher.targetStatus("channel:Release Notes")).isEqualTo("active");
                await().atMost(LONG)
                        .until(() ->
                                publisher.targetStatus("statistics:overview").equals("missing"));

                publisher.stop();
                EventEnvelope another = publisher.publish(resource("Boats & Ships"));
                EventEnvelope kite = publisher.publish(resource("Kites"));
                awaitSent(publisher, another, "category:boats-ships");
                awaitSent(publisher, kite, "category:kites");
            }
            // The statistics need a text channel, which one more of the forum's name would not be found as.
            assertThat(publisher.targetStatus("statistics:overview")).isEqualTo("missing");
            assertThat(named("welcome-and-start-here")).singleElement().matches(SimulatedChannel::isForum);
            for (String made : List.of("categories-overview", "release-notes", "boats-ships", "kites")) {
                assertThat(named(made)).singleElement().matches(SimulatedChannel::isText);
            }
            assertThat(discord.messages("boats-ships")).hasSize(2);
            assertThat(creations()).isEqualTo(4);
        }
    }

    @Test
    void an_answer_that_was_lost_makes_no_second_channel() throws IOException {
        discord.faults().next(1, "POST", CREATE).failBeforeCommit(500, "{\"message\":\"500\",\"code\":0}");
        discord.faults().next(1, "POST", CREATE).failAfterCommit(502, "<html>Bad gateway</html>");
        discord.faults().next(1, "POST", CREATE).resetAfterCommit();
        // Over the gateway the bot would hear of the new channel, and so not ask for it again.
        try (ServerSocket silent = new ServerSocket(0);
                RunningPublisher publisher =
                        creating(Map.of("DISCORD_GATEWAY_URL", "ws://127.0.0.1:" + silent.getLocalPort() + "/"))) {
            EventEnvelope boat = publisher.publish(resource("Boats"));
            awaitSent(publisher, boat, "category:boats");
            EventEnvelope kite = publisher.publish(resource("Kites"));
            awaitSent(publisher, kite, "category:kites");
            CompletableFuture<Void> made = new CompletableFuture<>();
            discord.faults()
                    .next(1, "POST", CREATE)
                    .commitWhen(
                            () -> {
                                // It is looked for seconds later, and not to be seen before Discord has made it.
                                discord.faults().during("looks", "GET", CREATE).failBeforeCommit(503, "{}");
                                return made;
                            },
                            504,
                            "{}");
            EventEnvelope cart = publisher.publish(resource("Carts"));
            await().atMost(LONG).until(() -> unseen() > 0);
            made.complete(null);
            await().atMost(LONG).until(() -> named("carts").size() == 1);
            discord.faults().lift("looks");
            awaitSent(publisher, cart, "category:carts");

            EventEnvelope late = publisher.publish(resource("Planes"));
            awaitSent(publisher, late, "category:planes");

            assertThat(List.of("boats", "kites", "carts", "planes"))
                    .allSatisfy(name -> assertThat(named(name)).hasSize(1));
            assertThat(discord.faults().waiting()).isZero();
            // The first was told to have failed, and had.
            assertThat(creations()).isEqualTo(5);
        }
    }

    @Test
    void a_missing_permission_and_a_full_server_are_named_and_what_waits_is_sent_afterwards() {
        discord.allowManagingChannels(false);
        while (discord.channels().size() < 500) {
            discord.addChannel("talk-" + discord.channels().size());
        }
        try (RunningPublisher publisher = creating(Map.of())) {
            EventEnvelope boat = publisher.publish(resource("Boats"));
            EventEnvelope kite = publisher.publish(resource("Kites"));
            awaitReason(publisher, "category:boats", "Manage Channels", "50013");
            awaitReason(publisher, "category:kites", "Manage Channels", "50013");
            // One of them was tried, and the next time is a minute away.
            assertThat(creations()).isBetween(1L, 2L);
            awaitSent(publisher, boat, "announcements");

            discord.allowManagingChannels(true);
            resume(publisher, "category:boats");
            awaitReason(publisher, "category:boats", "as many channels as Discord allows", "30013");
            assertThat(publisher.deliveries(boat)).containsEntry("category:boats", DeliveryStatus.PENDING);

            discord.removeChannel("talk-499");
            discord.removeChannel("talk-498");
            resume(publisher, "category:boats");
            awaitSent(publisher, boat, "category:boats");
            awaitSent(publisher, kite, "category:kites");
            assertThat(publisher.targetStatus("category:boats")).isEqualTo("active");
        }
    }

    private RunningPublisher creating(Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("DISCORD_CREATE_CHANNELS", "on");
        return RunningPublisher.withSettings(discord, settings);
    }

    private static ResourceAdded resource(String category) {
        return new ResourceAdded("One", category, null, null, List.of());
    }

    private List<SimulatedChannel> named(String name) {
        return discord.channels().stream()
                .filter(channel -> channel.name().equals(name))
                .toList();
    }

    private long unseen() {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().matches(".*" + CREATE))
                .filter(request -> request.status() == 503)
                .count();
    }

    private long creations() {
        return discord.requests().stream()
                .filter(request ->
                        request.method().equals("POST") && request.path().matches(".*" + CREATE))
                .count();
    }

    private static void awaitSent(RunningPublisher publisher, EventEnvelope event, String target) {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(publisher.deliveries(event)).containsEntry(target, DeliveryStatus.SENT));
    }

    private static void awaitReason(RunningPublisher publisher, String target, String... words) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(publisher
                                .database
                                .jdbc()
                                .sql("SELECT reason FROM discord_target WHERE name = :name AND status = 'paused'")
                                .param("name", target)
                                .query(String.class)
                                .optional()
                                .orElse(""))
                        .contains(words));
    }

    private static void resume(RunningPublisher publisher, String target) {
        new OperatorRequests(publisher.database.jdbc(), InstantSource.system())
                .submit(
                        "discord-publisher",
                        "resume-target",
                        EventJson.mapper().createObjectNode().put("target", target),
                        "tester");
    }
}
