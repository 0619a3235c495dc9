package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.ScheduledEvent.Status;
import dev.gatewaysync.simulator.limits.LimitSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The server's events, as strict as Discord's. */
class ScheduledEventTest {

    private final SettableTime time = new SettableTime();

    @TempDir
    Path folder;

    private DiscordSimulator simulator;
    private SimulatorClient client;

    @BeforeEach
    void start() {
        simulator = DiscordSimulator.start(SimulatorSettings.standard()
                .withClock(time.clock())
                .withLimits(LimitSettings.none())
                .withStateFile(folder.resolve("state")));
        client = new SimulatorClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void an_event_is_made_listed_and_remembered_and_begins_and_ends_by_itself() throws Exception {
        var id = create().json().path("id").asString();

        assertThat(list()).isEqualTo(1);
        assertThat(simulator.scheduledEvents().withId(id).orElseThrow().creatorId())
                .isEqualTo(bot());
        stop();
        start();
        assertThat(status(id)).isEqualTo(Status.SCHEDULED);
        time.pass(Duration.ofHours(1));
        assertThat(status(id)).isEqualTo(Status.ACTIVE);
        time.pass(Duration.ofHours(1));
        assertThat(status(id)).isEqualTo(Status.COMPLETED);
        assertThat(list()).isZero();
    }

    @Test
    void what_lacks_something_or_has_too_much_of_it_is_refused() throws Exception {
        for (var field : new String[] {"name", "privacy_level", "scheduled_start_time", "scheduled_end_time"}) {
            assertRefused(without(field), field);
        }
        assertRefused(event().put("name", "x".repeat(101)), "name");
        assertRefused(event().put("name", "\u00a0"), "name");
        assertRefused(event().put("description", "x".repeat(1001)), "description");
        assertRefused(event().put("scheduled_start_time", "2025-12-31T23:59:59Z"), "SCHEDULE_PAST");
        assertRefused(event().put("scheduled_end_time", "2026-01-01T00:30:00Z"), "END_BEFORE_START");
        assertRefused(event().put("scheduled_start_time", "tomorrow"), "DATE_TIME_TYPE_PARSE");
        assertRefused(event().put("channel_id", "123456789012345678"), "channel_id");
        var nowhere = event();
        nowhere.putObject("entity_metadata");
        assertRefused(nowhere, "location");
        nowhere.putObject("entity_metadata").put("location", "x".repeat(101));
        assertRefused(nowhere, "location");
        assertThat(list()).isZero();
    }

    @Test
    void a_server_has_a_hundred_of_them_at_most() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(create().status()).isEqualTo(200);
        }
        assertThat(create().json().path("code").asInt()).isEqualTo(30038);
    }

    @Test
    void an_event_only_begins_ends_and_is_called_off() throws Exception {
        var called = create().json().path("id").asString();
        assertThat(change(called, 3).json().path("code").asInt()).isEqualTo(50035);
        assertThat(change(called, 4).status()).isEqualTo(200);
        assertThat(change(called, 2).json().path("code").asInt()).isEqualTo(180_000);

        var begun = create().json().path("id").asString();
        assertThat(change(begun, 2).status()).isEqualTo(200);
        assertThat(change(begun, 2).json().path("code").asInt()).isEqualTo(50035);
        assertThat(change(begun, 4).json().path("code").asInt()).isEqualTo(50035);
        var moved = SimulatorClient.JSON.createObjectNode().put("scheduled_start_time", "2026-01-01T01:00:00Z");
        assertThat(client.bot("PATCH", path(begun), moved.toString()).response().body())
                .contains("INVALID_START_BY_STATUS");
        assertThat(change(begun, 3).status()).isEqualTo(200);
        assertThat(change(begun, 3).json().path("code").asInt()).isEqualTo(180_000);
        assertThat(client.bot("GET", path("123456789012345678"))
                        .json()
                        .path("code")
                        .asInt())
                .isEqualTo(10070);
    }

    @Test
    void making_needs_create_events_and_changing_ones_own_that_or_manage_events() throws Exception {
        var id = create().json().path("id").asString();
        simulator.permissions().setEveryone(0);
        simulator.permissions().takeFromBot(Permission.CREATE_EVENTS);
        assertThat(create().json().path("code").asInt()).isEqualTo(50013);
        assertThat(change(id, 2).status()).isEqualTo(200);
        simulator.permissions().takeFromBot(Permission.MANAGE_EVENTS);
        assertThat(change(id, 3).json().path("code").asInt()).isEqualTo(50013);
        simulator.permissions().giveBot(Permission.CREATE_EVENTS);
        assertThat(change(id, 3).status()).isEqualTo(200);
    }

    private String bot() throws IOException, InterruptedException {
        return client.bot("GET", "/users/@me").json().path("id").asString();
    }

    private ObjectNode event() {
        var body = SimulatorClient.JSON
                .createObjectNode()
                .put("name", "Maintenance")
                .put("privacy_level", 2)
                .put("scheduled_start_time", "2026-01-01T01:00:00Z")
                .put("scheduled_end_time", "2026-01-01T02:00:00Z")
                .put("entity_type", 3);
        body.putObject("entity_metadata").put("location", "The app");
        return body;
    }

    private ObjectNode without(String field) {
        var body = event();
        body.remove(field);
        return body;
    }

    private String path(String id) {
        return "/guilds/" + simulator.guildId() + "/scheduled-events" + (id.isEmpty() ? "" : "/" + id);
    }

    private SimulatorClient.Reply create() throws IOException, InterruptedException {
        return client.bot("POST", path(""), event().toString());
    }

    private SimulatorClient.Reply change(String id, int status) throws IOException, InterruptedException {
        return client.bot("PATCH", path(id), "{\"status\":" + status + "}");
    }

    private Status status(String id) {
        return simulator.scheduledEvents().withId(id).orElseThrow().status();
    }

    private int list() throws IOException, InterruptedException {
        return client.bot("GET", path("")).json().size();
    }

    private void assertRefused(ObjectNode body, String says) throws IOException, InterruptedException {
        var refused = client.bot("POST", path(""), body.toString());
        assertThat(refused.json().path("code").asInt()).isEqualTo(50035);
        assertThat(refused.response().body()).contains(says);
    }
}
