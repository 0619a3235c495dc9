package dev.gatewaysync.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.word.SearchableUpdates;
import dev.gatewaysync.testkit.Infra;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.util.HtmlUtils;

class UpdateListIT {
    private static final long START = Instant.parse("2025-09-06T12:00:00Z").toEpochMilli();
    private static final Pattern ROW = Pattern.compile("<a class=\"row\" href=\"/updates/([^\"?]+)(\\?[^\"]*)?\"");

    private RunningConsole console;

    @BeforeEach
    void start() {
        console = RunningConsole.start(Infra.start().wiped().settings());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void the_same_words_find_the_same_on_the_page_and_in_the_api() {
        add("a", "Payment failed: Ärger", 1);
        add("b", "Payment received", 2);
        searchable();

        for (String text : List.of("failed pay", "\"payment failed\"", "arger", "ÄRG")) {
            assertThat(api(text)).as(text).containsExactly("a");
            assertThat(rows(page("/updates?q=" + encoded(text)))).as(text).containsExactly("a");
        }
        assertThat(api("payment")).containsExactly("b", "a");
        assertThat(page("/updates?q=payment")).doesNotContain("does not refresh itself", "still being made");
    }

    @Test
    void a_type_or_source_that_is_known_nowhere_is_named_with_the_nearest() {
        add("a", "Payment failed", 1);
        new JdbcTemplate(console.database().dataSource()).update("UPDATE event SET type = 'of-old', source = 'gone'");

        for (String path :
                List.of("/api/v1/updates?", "/api/v1/updates/export?format=csv&", "/updates?", "/updates.csv?")) {
            assertThat(refused(path + "type=bugfixed"))
                    .as(path)
                    .contains("There is no type 'bugfixed'; did you mean 'bug-fixed'?");
            assertThat(refused(path + "type=nope"))
                    .as(path)
                    .contains("There is no type 'nope'; known are app-deployed, ");
            assertThat(refused(path + "source=mainapp"))
                    .as(path)
                    .contains("There is no source 'mainapp'; did you mean 'main-app'?");
        }
        assertThat(console.api("/updates?type=of-old&source=gone").path("updates"))
                .hasSize(1);
        assertThat(console.api("/updates?type=&source=").path("updates")).hasSize(1);
        assertThat(console.api("/updates?type=bug-fixed&source=github").path("updates"))
                .isEmpty();
    }

    @Test
    void what_is_no_word_is_looked_for_as_a_part_by_a_page_that_does_not_ask_again() {
        add("a", "An undertaking", 1);
        searchable();

        String page = page("/updates?q=taki");
        assertThat(rows(page)).containsExactly("a");
        assertThat(page).contains("does not refresh itself").doesNotContain("hx-get=\"/updates?");
    }

    @Test
    void while_older_updates_are_not_yet_found_the_page_says_so() {
        add("old", "Zebra", 1);
        assertThat(page("/updates?q=zebra")).contains("still being made findable");
        assertThat(page("/updates")).doesNotContain("still being made findable");
    }

    @Test
    void pages_do_not_jump_when_updates_come_in() {
        IntStream.range(0, 130).forEach(i -> add("e" + i, "Zebra " + i, i));
        searchable();
        String first = page("/updates?q=zebra");
        assertThat(rows(first)).hasSize(50).startsWith("e129").endsWith("e80");
        assertThat(first).doesNotContain("← Newer");

        IntStream.range(130, 160).forEach(i -> add("e" + i, "Zebra " + i, i));
        searchable();
        String second = page(link(first, "next"));
        assertThat(rows(second)).startsWith("e79").endsWith("e30");
        String third = page(link(second, "next"));
        assertThat(rows(third)).startsWith("e29").endsWith("e0");
        assertThat(third).doesNotContain("Older →");
        String back = page(link(third, "prev"));
        assertThat(rows(back)).isEqualTo(rows(second));
        // Where not a whole page is newer, it is the first page, with all that came in.
        String newest = page(link(page(link(back, "prev")), "prev"));
        assertThat(rows(newest)).startsWith("e159").endsWith("e110");
        assertThat(newest).doesNotContain("← Newer").contains("hx-get=\"/updates?q=zebra\"");
    }

    @Test
    void an_update_leads_to_those_beside_it_in_the_list_that_it_was_opened_from() {
        add("lion-1", "Lion", 1);
        add("zebra-1", "Zebra", 2);
        add("lion-2", "Lion", 3);
        add("zebra-2", "Zebra", 4);
        add("zebra-3", "Zebra & \"more\"", 5);
        searchable();
        String list = page("/updates?q=zebra&type=custom");
        Matcher row = ROW.matcher(list);
        assertThat(row.find() && row.find()).isTrue();
        String address = HtmlUtils.htmlUnescape("/updates/" + row.group(1) + row.group(2));
        assertThat(address).isEqualTo("/updates/zebra-2?q=zebra&type=custom");

        String update = page(address);
        assertThat(link(update, "prev")).isEqualTo("/updates/zebra-3?q=zebra&type=custom");
        assertThat(link(update, "next")).isEqualTo("/updates/zebra-1?q=zebra&type=custom");
        assertThat(update).contains("<a href=\"/updates?q=zebra&amp;type=custom\">Updates</a>");
        assertThat(page(link(update, "next"))).doesNotContain("rel=\"next\"");
        assertThat(link(page("/updates/zebra-2"), "next")).isEqualTo("/updates/lion-2");
    }

    @Test
    void a_place_that_is_none_is_a_bad_request() {
        for (String place : List.of("x", "1", "1.", ".1", "1.2.3", "99999999999999999999.1", "1e9.1")) {
            assertThat(get("/updates?after=" + place).statusCode()).as(place).isEqualTo(400);
            assertThat(get("/updates?before=" + place).statusCode()).as(place).isEqualTo(400);
        }
        assertThat(get("/updates?after=-5.1").statusCode()).isEqualTo(200);
    }

    @Test
    void the_list_is_given_out_as_a_table_that_no_spreadsheet_takes_for_formulas() {
        add("a", "=HYPERLINK(\"https://evil.example\",\"x\")", 1);
        add("b", "Zebra, \"quoted\"\nand ä 🎉", 2);
        add("lion", "Lion", 3);
        searchable();

        HttpResponse<String> all = console.get("/api/v1/updates/export?format=csv", RunningConsole.OPS);
        assertThat(all.headers().firstValue("Content-Type")).contains("text/csv;header=present;charset=UTF-8");
        assertThat(all.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"updates.csv\"");
        assertThat(all.body())
                .isEqualTo(String.join(
                        "\r\n",
                        "id,timestamp,type,source,category,priority,description,synced,syncedAt,details",
                        "lion,2025-09-06T12:00:03Z,custom,main-app,general,normal,Lion,false,,{}",
                        "b,2025-09-06T12:00:02Z,custom,main-app,general,normal,\"Zebra, \"\"quoted\"\"\nand ä 🎉\",false,,{}",
                        "a,2025-09-06T12:00:01Z,custom,main-app,general,normal,"
                                + "\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"x\"\")\",false,,{}",
                        ""));
        assertThat(page(link(page("/updates?q=zebra"), "csv")).lines().skip(1)).hasSize(2);
        assertThat(get("/updates.csv?status=nonsense").statusCode()).isEqualTo(400);
        assertThat(console.send(console.request("/updates.csv")).body()).doesNotContain("lion");
    }

    @Test
    void a_long_table_has_each_update_once() {
        IntStream.range(0, 2_500).forEach(i -> add("e" + i, i % 2 == 0 ? "Zebra" : "Lion", i / 7));
        searchable();
        List<String> ids = console.get("/api/v1/updates/export?format=csv&q=zebra", RunningConsole.OPS)
                .body()
                .lines()
                .skip(1)
                .map(line -> line.split(",", 2)[0])
                .toList();
        assertThat(ids).hasSize(1_250).doesNotHaveDuplicates().startsWith("e2498", "e2496");
    }

    private void searchable() {
        SearchableUpdates searchable = new SearchableUpdates(console.database());
        for (int added = searchable.addMissing(); added > 0; ) {
            added = searchable.addMissing();
        }
    }

    private void add(String id, String description, int second) {
        long at = START + second * 1_000L;
        new JdbcTemplate(console.database().dataSource()).update("""
                INSERT INTO event (id, type, source, category, priority, description, occurred_at, received_at,
                  recorded_at, details) VALUES (?, 'custom', 'main-app', 'general', 'normal', ?, ?, ?, ?, '{}')""", id, description, at, at, at);
    }

    private List<String> api(String text) {
        return StreamSupport.stream(
                        console.api("/updates?q=" + encoded(text))
                                .path("updates")
                                .spliterator(),
                        false)
                .map(update -> update.path("id").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static List<String> rows(String page) {
        List<String> ids = new ArrayList<>();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            ids.add(row.group(1));
        }
        return ids;
    }

    /** @param which prev, next or csv */
    private static String link(String page, String which) {
        Matcher link = Pattern.compile(
                        which.equals("csv")
                                ? "href=\"([^\"]*\\.csv[^\"]*)\""
                                : "rel=\"" + which + "\"[^>]* href=\"([^\"]*)\"")
                .matcher(page);
        assertThat(link.find()).as(which).isTrue();
        return HtmlUtils.htmlUnescape(link.group(1));
    }

    private String page(String address) {
        HttpResponse<String> answer = get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(200);
        return answer.body();
    }

    private String refused(String address) {
        HttpResponse<String> answer =
                address.startsWith("/api/") ? console.get(address, RunningConsole.OPS) : get(address);
        assertThat(answer.statusCode()).as(address).isEqualTo(400);
        return HtmlUtils.htmlUnescape(answer.body());
    }

    private HttpResponse<String> get(String address) {
        return console.send(
                console.request(address).header("Accept", "text/html").header("Cookie", session()));
    }

    private String session() {
        if (cookie.isEmpty()) {
            cookie = console.session(RunningConsole.READ);
        }
        return cookie;
    }

    private String cookie = "";
}
