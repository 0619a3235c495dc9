package dev.gatewaysync.discord.lateedit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.discord.outbox.EditTable;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.send.TestSending;
import dev.gatewaysync.events.EventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class LateEditLookTest {
    private static final String EDIT = "PATCH /channels/7/messages/20";
    private static final String STARTING = "starting";
    private static final String GET = "GET /channels/7/messages/20";

    private final TestSending sending = new TestSending();
    private final LateEditLook look = TestLateEdits.look(sending);

    @BeforeEach
    void known(TestInfo test) throws InterruptedException {
        sending.discord.replies("GET /guilds/1/channels", "[{\"id\":\"7\",\"name\":\"updates\",\"type\":0}]");
        if (!test.getTags().contains(STARTING)) {
            sending.directory.refresh();
        }
    }

    @AfterEach
    void close() {
        sending.close();
    }

    @Test
    void an_edit_that_was_answered_leaves_nothing_behind() throws InterruptedException {
        edited("new");

        assertThat(rows()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"503, true", "400, true", "403, true", "500, false", "502, false", "504, false", "408, false"})
    void only_an_answer_that_is_not_sure_leaves_a_doubt(int status, boolean sure) throws InterruptedException {
        asked(status, "new");

        assertThat(rows()).isEqualTo(sure ? 0 : 1);
    }

    @Test
    void what_is_said_once_more_is_not_looked_at() throws InterruptedException {
        asked(504, "new");
        edited("new");
        for (int n = 0; n < 3; n++) {
            looked();
        }

        assertThat(rows()).isZero();
        assertThat(reads()).isEmpty();
    }

    @Test
    void what_is_as_it_was_left_is_looked_at_three_times_and_left_alone() throws InterruptedException {
        asked(504, "old");
        edited("new");
        // With what Discord adds when it has fetched the picture, in another order.
        sending.discord.replies(GET, """
                {"id":"20","embeds":[{"type":"rich","title":"new","content_scan_version":2,
                "image":{"width":64,"url":"https://a.example/","proxy_url":"https://b.example/"}}],"content":""}""");
        Duration waited = Duration.ZERO;
        while (rows() == 1) {
            waited = waited.plus(looked());
        }

        assertThat(reads()).hasSize(3);
        assertThat(edits()).hasSize(2);
        assertThat(waited).isEqualTo(Duration.ofSeconds(16 + 64 + 256));
    }

    @Test
    void an_old_edit_that_came_late_is_followed_by_the_newest() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies(GET, shown("old"));
        looked();

        assertThat(edits()).hasSize(3);
        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("new").toString());
        sending.discord.replies(GET, shown("new"));
        looked();
        looked();
        assertThat(edits()).hasSize(3);
        assertThat(rows()).isZero();
    }

    @Test
    void a_newer_edit_is_the_one_that_is_kept() throws InterruptedException {
        asked(504, "old");
        edited("new");
        edited("newest");
        sending.discord.replies(GET, shown("old"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("newest").toString());
    }

    /** It may stand there already, and a look must not bring back what it replaced. */
    @Test
    void a_newer_edit_that_is_in_doubt_itself_is_the_one_that_is_kept() throws InterruptedException {
        asked(504, "old");
        edited("new");
        asked(504, "newest");
        sending.discord.replies(GET, shown("newest")).replies(EDIT, shown("newest"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("newest").toString());
    }

    /** Two instances may both take themselves for the leader for a moment. */
    @Test
    void an_answer_says_nothing_of_a_newer_edit() throws InterruptedException {
        EditTable table = sending.test.edits;
        Duration look = Duration.ofSeconds(16);
        String old = body("old").toString();
        String latest = body("new").toString();
        table.asked("announcements", TestSending.CHANNEL, "20", old, look);
        table.asked("announcements", TestSending.CHANNEL, "20", latest, look);
        table.made("20", old, "{}");
        table.notMade("20", old);
        table.unclear("20", old, look);
        table.made("20", latest, "{}");
        sending.discord.replies(GET, shown("old")).replies(EDIT, shown("new"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(latest);
    }

    @Test
    void what_a_database_of_few_characters_cannot_store_is_kept_all_the_same() throws InterruptedException {
        asked(504, "🔧 old");
        edited("✅ new");
        assertThat(sending.test
                        .jdbc
                        .sql("SELECT doubtful || wanted || shown FROM edit_in_doubt")
                        .query(String.class)
                        .single())
                .matches("\\p{ASCII}*");
        sending.discord.replies(GET, shown("🔧 old"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("✅ new").toString());
    }

    @Test
    void an_edit_that_discord_refused_is_not_what_is_kept() throws InterruptedException {
        asked(504, "old");
        edited("new");
        asked(400, "impossible");
        sending.discord.replies(GET, shown("old")).replies(EDIT, shown("new"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("new").toString());
    }

    @Test
    void one_of_several_doubts_is_enough() throws InterruptedException {
        asked(504, "old");
        asked(504, "new");
        edited("new");
        sending.discord.replies(GET, shown("old"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("new").toString());
    }

    @Test
    void while_discord_does_not_answer_no_look_is_spent() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies(GET, 503, "{}");
        for (int n = 0; n < 5; n++) {
            looked();
        }
        assertThat(looks()).isZero();

        sending.discord.replies(GET, shown("old")).repliesOnce(EDIT, 504, "{}");
        assertThat(looked()).isEqualTo(Duration.ofSeconds(256));
        assertThat(looks()).isZero();
        looked();
        assertThat(looks()).isEqualTo(1);
    }

    @Test
    @Tag(STARTING)
    void a_look_that_comes_before_the_channels_are_known_is_made_soon_after() throws InterruptedException {
        asked(504, "old");
        edited("new");
        looked();
        assertThat(reads()).isEmpty();

        sending.directory.refresh();
        sending.discord.replies(GET, shown("old"));
        assertThat(looked()).isEqualTo(Duration.ofSeconds(16));
        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("new").toString());
    }

    @Test
    void what_may_not_be_read_is_said_once_more_at_each_look() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies(GET, 403, "{\"code\":50013,\"message\":\"Missing Permissions\"}");
        while (rows() == 1) {
            looked();
        }

        assertThat(edits()).hasSize(2 + 3);
    }

    @Test
    void where_it_may_be_neither_read_nor_edited_it_ends_too() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord
                .replies(GET, 403, "{\"code\":50001,\"message\":\"Missing Access\"}")
                .replies(EDIT, 403, "{\"code\":50001,\"message\":\"Missing Access\"}");
        while (rows() == 1) {
            looked();
        }

        assertThat(reads()).hasSize(3);
    }

    @Test
    void one_that_was_deleted_is_forgotten() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies(GET, 404, "{\"code\":10008,\"message\":\"Unknown Message\"}");
        looked();

        assertThat(rows()).isZero();
        assertThat(edits()).hasSize(2);
    }

    @Test
    void who_leads_no_more_edits_nothing() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies(GET, shown("old"));
        sending.test.loseLease();
        looked();

        assertThat(edits()).hasSize(2);
        assertThat(rows()).isOne();
    }

    /** The request may be carried out long after whoever sent it was killed. */
    @Test
    void what_was_being_edited_at_a_kill_is_in_doubt() throws InterruptedException {
        sending.test.edits.asked(
                "announcements", TestSending.CHANNEL, "20", body("old").toString(), Duration.ofSeconds(16));
        edited("new");
        sending.discord.replies(GET, shown("old"));
        looked();

        assertThat(sending.discord.bodies.getLast()).isEqualTo(body("new").toString());
    }

    @Test
    void what_was_being_edited_at_a_kill_and_is_never_edited_again_costs_no_request() throws InterruptedException {
        sending.test.edits.asked(
                "announcements", TestSending.CHANNEL, "20", body("old").toString(), Duration.ofSeconds(16));
        while (rows() == 1) {
            looked();
        }

        assertThat(reads()).isEmpty();
        assertThat(edits()).isEmpty();
    }

    @Test
    void one_whose_target_stands_for_another_channel_now_is_forgotten() throws InterruptedException {
        asked(504, "old");
        edited("new");
        sending.discord.replies("GET /guilds/1/channels", "[{\"id\":\"8\",\"name\":\"updates\",\"type\":0}]");
        sending.directory.refresh();
        looked();

        assertThat(rows()).isZero();
        assertThat(reads()).isEmpty();
    }

    private void edited(String title) throws InterruptedException {
        sending.discord.replies(EDIT, shown(title));
        assertThat(edit(title)).isInstanceOf(RestResult.Done.class);
    }

    private void asked(int status, String title) throws InterruptedException {
        sending.discord.repliesOnce(EDIT, status, "{}");
        assertThat(edit(title)).isInstanceOf(RestResult.Refused.class);
        sending.time.tick(Duration.ofMinutes(1));
    }

    private RestResult edit(String title) throws InterruptedException {
        return sending.edits.edit("announcements", TestSending.CHANNEL, "20", body(title));
    }

    /** When the time for it has come. */
    private Duration looked() throws InterruptedException {
        long before = sending.test.clock.millis();
        sending.test.clock.set(Instant.ofEpochMilli(Math.max(before, column("look_at"))));
        sending.time.tick(Duration.ofMinutes(5));
        for (String id : sending.test.edits.due()) {
            sending.edits.whileNobodyEdits(id, look);
        }
        return Duration.ofMillis(sending.test.clock.millis() - before);
    }

    private static ObjectNode body(String title) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.withArray("embeds").addObject().put("title", title);
        body.putObject("allowed_mentions").putArray("parse");
        return body;
    }

    private static String shown(String title) {
        return """
                {"id":"20","content":"","embeds":[{"type":"rich","title":"%s","image":{"url":"https://a.example/"}}]}""".formatted(title);
    }

    private List<String> reads() {
        return sending.discord.requests("GET /channels");
    }

    private List<String> edits() {
        return sending.discord.requests("PATCH");
    }

    private long rows() {
        return sending.test
                .jdbc
                .sql("SELECT count(*) FROM edit_in_doubt")
                .query(Long.class)
                .single();
    }

    private long looks() {
        return column("looks");
    }

    private long column(String name) {
        return sending.test
                .jdbc
                .sql("SELECT " + name + " FROM edit_in_doubt")
                .query(Long.class)
                .single();
    }
}
