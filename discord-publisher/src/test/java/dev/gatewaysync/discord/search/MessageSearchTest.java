package dev.gatewaysync.discord.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Forum;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.HistoryAccess;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Discord does not show is never taken for absent. */
class MessageSearchTest {
    private static final String LIST = "GET /channels/7/messages";
    private static final String ABC = marked("20", "abcdef12", "\"webhook_id\":\"55\"");
    private static final String OTHER = marked("21", "00000000", "\"webhook_id\":\"55\"");
    private static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");

    private final ScriptedDiscord discord = new ScriptedDiscord();
    private final HistoryAccess history = new HistoryAccess(discord.rest);

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void a_message_of_our_webhook_that_is_blanked_for_the_bot_is_read_by_the_webhook() throws Exception {
        discord.replies(LIST, "[" + blank("21", "55") + "," + blank("20", "55") + "]")
                .replies("GET /webhooks/55/TOKEN/messages/20", ABC)
                .replies("GET /webhooks/55/TOKEN/messages/21", OTHER);

        assertThat(look("https://discord.com/api/webhooks/55/TOKEN")).isEqualTo(new SearchResult.Found("20"));
    }

    @Test
    void in_a_webhooks_thread_it_is_read_there() throws Exception {
        discord.replies(LIST, "[" + blank("20", "55") + "]").replies("GET /webhooks/55/TOKEN/messages/20", ABC);

        assertThat(look("https://discord.com/api/webhooks/55/TOKEN?thread_id=7"))
                .isEqualTo(new SearchResult.Found("20"));
        assertThat(discord.requests).contains("GET /webhooks/55/TOKEN/messages/20?thread_id=7");
    }

    @Test
    void blanked_messages_of_others_are_left_alone_and_one_that_was_deleted_is_absent() throws Exception {
        discord.replies(LIST, "[" + blank("20", "66") + "," + blank("21", "55") + ",{\"id\":\"22\",\"embeds\":[]}]")
                .replies("GET /webhooks/55/TOKEN/messages/21", 404, "{\"code\":10008,\"message\":\"Unknown Message\"}");

        assertThat(look("https://discord.com/api/webhooks/55/TOKEN")).isInstanceOf(SearchResult.Absent.class);
        assertThat(discord.requests).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"500, '{}', AMBIGUOUS", "404, <html></html>, UNAVAILABLE", "403, '{\"code\":50013}', PERMISSION"})
    void a_blanked_message_that_the_webhook_cannot_read_either_is_not_absent(
            int status, String body, FailureClass expected) throws Exception {
        discord.replies(LIST, "[" + blank("20", "55") + "]")
                .replies("GET /webhooks/55/TOKEN/messages/20", status, body);

        assertThat(look("https://discord.com/api/webhooks/55/TOKEN"))
                .isInstanceOfSatisfying(
                        SearchResult.Refused.class,
                        refused -> assertThat(refused.failure().failureClass()).isEqualTo(expected));
    }

    @Test
    void a_list_that_shows_anything_is_trusted() throws Exception {
        discord.replies(LIST, "[{\"id\":\"19\",\"embeds\":[]}]");

        assertThat(look(null)).isInstanceOf(SearchResult.Absent.class);
        assertThat(discord.requests).hasSize(1);
    }

    @Test
    void a_copy_that_somebody_else_wrote_is_not_ours() throws Exception {
        String copies = marked("20", "abcdef12", "\"author\":{\"id\":\"66\",\"bot\":true}") + ","
                + marked("21", "abcdef12", "\"author\":{\"id\":\"67\"}") + ","
                + marked("22", "abcdef12", "\"author\":{\"id\":\"90\"},\"webhook_id\":\"66\"");
        discord.replies("GET /users/@me", "{\"id\":\"90\"}").replies(LIST, "[" + copies + "]");
        assertThat(look(null)).isInstanceOf(SearchResult.Absent.class);
        assertThat(look("https://discord.com/api/webhooks/55/TOKEN")).isInstanceOf(SearchResult.Absent.class);

        discord.replies(LIST, "[" + copies + "," + marked("23", "abcdef12", "\"author\":{\"id\":\"90\"}") + "]");
        assertThat(look(null)).isEqualTo(new SearchResult.Found("23"));
        assertThat(discord.requests("GET /users/@me"))
                .as("asked once in each search")
                .hasSize(3);
    }

    @Test
    void whose_it_is_is_not_guessed_while_the_bot_cannot_ask_who_it_is() throws Exception {
        discord.replies(LIST, "[" + marked("20", "abcdef12", "\"author\":{\"id\":\"90\"}") + "]")
                .replies("GET /users/@me", 500, "{}");
        assertThat(look(null)).isInstanceOf(SearchResult.Refused.class);
    }

    @Test
    void a_post_with_our_marks_that_somebody_else_opened_is_not_ours() throws Exception {
        server("66560", "0", null);
        discord.replies("GET /guilds/1/threads/active", "{\"threads\":[{\"id\":\"20\",\"parent_id\":\"7\"}]}")
                .replies("GET /channels/7/threads/archived/public", "{\"threads\":[],\"has_more\":false}")
                .replies(
                        "GET /channels/20/messages/20",
                        marked("20", "abcdef12", "\"author\":{\"id\":\"66\",\"bot\":true}"));
        assertThat(lookForPost(null)).isInstanceOf(SearchResult.Absent.class);

        discord.replies("GET /channels/20/messages/20", marked("20", "abcdef12", "\"author\":{\"id\":\"90\"}"));
        assertThat(lookForPost(null)).isEqualTo(new SearchResult.Found("20"));
    }

    @ParameterizedTest(name = "roles {0} {1}, overwrites {2}, readable {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                // 66560 is View Channel and Read Message History, 65536 the history alone, 1024 the view, 8 the
                // administrator.
                "66560 | 0     |                                                    | true",
                "1024  | 65536 |                                                    | true",
                "1024  | 0     |                                                    | false",
                "65536 | 0     |                                                    | false",
                "0     | 8     | 1:66560:0                                          | true",
                "66560 | 0     | 1:65536:0                                          | false",
                "66560 | 0     | 1:65536:0 2:0:65536                                | true",
                "66560 | 0     | 1:0:65536 2:65536:0                                | false",
                "66560 | 0     | 2:65536:0 90:0:65536                               | true",
                "66560 | 0     | 2:0:65536 90:65536:0                               | false",
                "66560 | 0     | 3:65536:0                                          | true",
                "0     | 0     | 1:0:18446744073709551615                           | true",
            })
    void an_empty_list_counts_only_where_the_bot_may_read(
            String everyone, String role, @Nullable String overwrites, boolean readable) throws Exception {
        discord.replies(LIST, "[]");
        server(everyone, role, overwrites);

        SearchResult searchResult = look(null);

        if (readable) {
            assertThat(searchResult).isInstanceOf(SearchResult.Absent.class);
        } else {
            assertThat(searchResult)
                    .isInstanceOfSatisfying(
                            SearchResult.Refused.class,
                            refused -> assertThat(refused.failure().message())
                                    .contains("#updates", "Read Message History"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /channels/7", "GET /guilds/1", "GET /guilds/1/members/90", "GET /users/@me"})
    void an_empty_list_is_not_trusted_where_the_permission_is_not_known(String unanswered) throws Exception {
        discord.replies(LIST, "[]");
        server("66560", "0", null);
        discord.replies(unanswered, 500, "{}");

        assertThat(look(null)).isInstanceOf(SearchResult.Refused.class);
    }

    @Test
    void an_empty_thread_goes_by_its_channels_permissions() throws Exception {
        discord.replies(LIST, "[]");
        server("66560", "0", "1:65536:0");
        discord.replies("GET /channels/7", "{\"id\":\"7\",\"type\":11,\"parent_id\":\"8\",\"guild_id\":\"1\"}")
                .replies("GET /channels/8", channel("8", "1:65536:0"));

        assertThat(look(null)).isInstanceOf(SearchResult.Refused.class);
    }

    @Test
    void a_webhooks_post_that_is_blanked_for_the_bot_is_read_by_the_webhook() throws Exception {
        discord.replies("GET /guilds/1/threads/active", "{\"threads\":[{\"id\":\"20\",\"parent_id\":\"7\"}]}")
                .replies("GET /channels/20/messages/20", blank("20", "55"))
                .replies("GET /webhooks/55/TOKEN/messages/20", ABC);

        assertThat(lookForPost()).isEqualTo(new SearchResult.Found("20"));
        assertThat(discord.requests).contains("GET /webhooks/55/TOKEN/messages/20?thread_id=20");
    }

    @Test
    void a_forum_whose_posts_are_hidden_is_not_empty() throws Exception {
        discord.replies("GET /guilds/1/threads/active", "{\"threads\":[]}")
                .replies("GET /channels/7/threads/archived/public", "{\"threads\":[],\"has_more\":false}");
        server("66560", "0", "2:1024:0");
        assertThat(lookForPost()).isInstanceOf(SearchResult.Refused.class);

        server("66560", "0", null);
        assertThat(lookForPost()).isInstanceOf(SearchResult.Absent.class);
    }

    private SearchResult look(@Nullable String webhook) throws InterruptedException {
        return new MessageSearch(discord.rest, history, new OwnMessages(discord.rest))
                .find(updates(webhook, null), "10", UNTIL, "abcdef12");
    }

    private SearchResult lookForPost() throws InterruptedException {
        return lookForPost("https://discord.com/api/webhooks/55/TOKEN");
    }

    private SearchResult lookForPost(@Nullable String webhook) throws InterruptedException {
        Destination.Channel forum = updates(webhook, null).asForum();
        return new ForumPostSearch(discord.rest, history, new OwnMessages(discord.rest)).find(forum, "10", "abcdef12");
    }

    private static Destination.Channel updates(@Nullable String webhook, @Nullable Forum forum) {
        return new Destination.Channel(
                "7", "1", "updates", webhook == null ? null : WebhookAddress.parse(webhook), forum);
    }

    /** The bot is the member 90, with the role 2. */
    private void server(String everyone, String role, @Nullable String overwrites) {
        discord.replies(
                        "GET /guilds/1",
                        "{\"id\":\"1\",\"owner_id\":\"91\",\"roles\":[" + role("1", everyone) + "," + role("2", role)
                                + "," + role("3", "8") + "]}")
                .replies("GET /guilds/1/members/90", "{\"roles\":[\"2\"]}")
                .replies("GET /users/@me", "{\"id\":\"90\"}")
                .replies("GET /channels/7", channel("7", overwrites));
    }

    private static String role(String id, String permissions) {
        return "{\"id\":\"" + id + "\",\"permissions\":\"" + permissions + "\"}";
    }

    /** @param overwrites id:deny:allow, parted by spaces */
    private static String channel(String id, @Nullable String overwrites) {
        StringBuilder array = new StringBuilder();
        for (String overwrite : overwrites == null ? new String[0] : overwrites.split(" ")) {
            String[] parts = overwrite.split(":");
            array.append(array.isEmpty() ? "" : ",")
                    .append("{\"id\":\"" + parts[0] + "\",\"deny\":\"" + parts[1] + "\",\"allow\":\"" + parts[2]
                            + "\"}");
        }
        return "{\"id\":\"" + id + "\",\"type\":0,\"guild_id\":\"1\",\"permission_overwrites\":[" + array + "]}";
    }

    private static String marked(String id, String ref, String by) {
        return "{\"id\":\"" + id + "\"," + by + ",\"embeds\":[{\"footer\":{\"text\":\"App • ref " + ref + "\"}}]}";
    }

    private static String blank(String id, String webhook) {
        return "{\"id\":\"" + id + "\",\"webhook_id\":\"" + webhook + "\",\"content\":\"\",\"embeds\":[]}";
    }
}
