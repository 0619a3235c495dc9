package dev.gatewaysync.discord.serverevent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.storage.history.CardRef;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateServerEventsTest {
    private static final String LIST = "GET /guilds/1/scheduled-events";
    private static final String SIGN = "0123456789ab";

    private final TestSending sending = new TestSending();
    private final ServerEventTable table = TestServerEvents.table(sending);
    private final LateServerEvents late = TestServerEvents.late(sending, table);

    @BeforeEach
    void bot() {
        sending.test.jdbc.sql("DELETE FROM server_event").update();
        sending.discord
                .replies("GET /users/@me", "{\"id\":\"500\"}")
                .replies("DELETE /guilds/1/scheduled-events/31", 204, "")
                .replies("DELETE /guilds/1/scheduled-events/32", 204, "");
    }

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void of_two_the_one_that_is_kept_stays() throws InterruptedException {
        stored("31", "scheduled", Duration.ofHours(1));
        sending.discord.replies(LIST, "[" + shown(31, 1) + "," + shown(32, 1) + "]");

        late.look(doubtful());

        assertThat(deleted()).containsExactly("DELETE /guilds/1/scheduled-events/32");
        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void the_only_one_stays_also_when_it_has_begun() throws InterruptedException {
        stored(null, "active", Duration.ofMinutes(-1));
        sending.discord.replies(LIST, "[" + shown(31, 2) + "]");

        late.look(doubtful());

        assertThat(deleted()).isEmpty();
        assertThat(column("discord_id")).isEqualTo("31");
    }

    @Test
    void what_is_over_is_none() throws InterruptedException {
        stored(null, "scheduled", Duration.ofHours(1));
        sending.discord.replies(LIST, "[" + shown(31, 3) + "," + shown(32, 1) + "]");

        late.look(doubtful());

        assertThat(deleted()).isEmpty();
        assertThat(column("discord_id")).isEqualTo("32");
    }

    @Test
    void while_discord_does_not_answer_no_look_is_spent() throws InterruptedException {
        stored("31", "scheduled", Duration.ofHours(1));
        sending.discord.replies(LIST, 503, "{}");

        late.look(doubtful());

        assertThat(looks()).isZero();
        assertThat(column("look_at")).isNotNull();

        sending.time.tick(Duration.ofMinutes(1));
        sending.discord
                .replies(LIST, "[" + shown(31, 1) + "," + shown(32, 1) + "]")
                .repliesOnce("DELETE /guilds/1/scheduled-events/32", 503, "{}");
        late.look(doubtful());
        assertThat(looks()).isZero();
        sending.time.tick(Duration.ofMinutes(1));
        late.look(doubtful());
        assertThat(looks()).isEqualTo(1);
    }

    @Test
    void who_leads_no_more_takes_nothing_away() throws InterruptedException {
        stored("31", "scheduled", Duration.ofHours(1));
        sending.discord.replies(LIST, "[" + shown(31, 1) + "," + shown(32, 1) + "]");
        ServerEvent read = doubtful();
        sending.test.loseLease();

        late.look(read);

        assertThat(deleted()).isEmpty();
    }

    @Test
    void one_that_another_instance_has_made_anew_is_not_taken_for_a_double() throws InterruptedException {
        stored("31", "scheduled", Duration.ofHours(1));
        sending.discord.replies(LIST, "[" + shown(31, 1) + "," + shown(32, 1) + "]");
        ServerEvent read = doubtful();
        sending.test.jdbc.sql("UPDATE server_event SET discord_id = '32'").update();

        late.look(read);

        assertThat(deleted()).isEmpty();
    }

    private void stored(@Nullable String discordId, String wanted, Duration untilStart) {
        Instant start = sending.test.clock.instant().plus(untilStart);
        sending.test
                .jdbc
                .sql("""
                        INSERT INTO server_event (id, sign, wanted, message, start_at, end_at, discord_id, created_at, updated_at, look_at)
                        VALUES ('e', :sign, :wanted, 'Move', :start, :end, :discord, 0, 0, 0)""")
                .param("sign", SIGN)
                .param("wanted", wanted)
                .param("start", start.toEpochMilli())
                .param("end", start.plus(Duration.ofHours(1)).toEpochMilli())
                .param("discord", discordId)
                .update();
    }

    private ServerEvent doubtful() {
        sending.test.jdbc.sql("UPDATE server_event SET look_at = 0").update();
        return table.doubtful().getFirst();
    }

    private static String shown(int id, int status) {
        return """
                {"id":"%d","creator_id":"500","status":%d,"description":"Move\\n%s"}""".formatted(id, status, CardRef.shown(SIGN));
    }

    private java.util.List<String> deleted() {
        return sending.discord.requests.stream()
                .filter(request -> request.startsWith("DELETE"))
                .toList();
    }

    private long looks() {
        return sending.test
                .jdbc
                .sql("SELECT looks FROM server_event")
                .query(Long.class)
                .single();
    }

    private @Nullable String column(String name) {
        return sending.test
                .jdbc
                .sql("SELECT " + name + " FROM server_event")
                .query((row, n) -> java.util.Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }
}
