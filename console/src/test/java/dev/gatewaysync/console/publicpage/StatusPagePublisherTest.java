package dev.gatewaysync.console.publicpage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.storage.Database;
import dev.gatewaysync.storage.statistics.StatisticsQueries;
import dev.gatewaysync.task.ManualClock;
import dev.gatewaysync.testkit.SettableClock;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class StatusPagePublisherTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final String NASTY = "<script>alert(1)</script> & \"it's\" \u0001 ]]>";

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final ManualClock monotonic = new ManualClock();
    private Database database;
    private AppRows rows;
    private StatusPagePublisher publisher;

    @BeforeEach
    void open() {
        database = Database.open("jdbc:sqlite:" + directory.resolve("gateway.db"));
        rows = new AppRows(database.jdbc());
        publisher = publisher("Everything " + NASTY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void without_data_nothing_is_green_and_no_share_is_told() {
        String page = page();
        assertThat(page).contains("Not known", "no data", "None in the last 90 days.");
        assertThat(page).doesNotContain("rect class=\"good\"", "100 %</dd>", "Catalogue");
        assertThat(page.split("rect class=\"none\"", -1)).hasSize(91);
        assertThat(text(documents().state())).contains("not known", "#57606a");
        assertThat(text(documents().uptime().get(Period.MONTH))).contains("uptime 30d: no data", "#57606a");
    }

    @Test
    void every_day_is_a_bar_and_a_share_never_rounds_up_to_all() {
        rows.day(NOW.minus(Duration.ofDays(1)), 99.9995);
        rows.day(NOW.minus(Duration.ofDays(2)), 97);
        rows.day(NOW.minus(Duration.ofDays(3)), 10);
        String page = page();
        assertThat(page.split("rect class=\"good\"", -1)).hasSize(2);
        assertThat(page.split("rect class=\"fair\"", -1)).hasSize(2);
        assertThat(page.split("rect class=\"bad\"", -1)).hasSize(2);
        assertThat(page).contains("<title>9 Mar 2026: 99.99 %</title>", "<title>10 Mar 2026: no data</title>");
        assertThat(text(documents().uptime().get(Period.WEEK))).contains("uptime 7d: 68.99 %", "#c4232f");
        assertThat(page).contains("Days without trouble: 1, with some: 1, with much: 1, without data: 87.");
    }

    @Test
    void the_public_learns_why_in_plain_words_and_no_address_of_ours() {
        rows.check(NOW);
        rows.incident(
                "i1",
                "offline",
                "HTTP 404 at http://main_app.internal:3000/?key=s3cret",
                NOW.minus(Duration.ofHours(5)),
                NOW.minus(Duration.ofHours(3)).minusSeconds(60));
        rows.incident("i2", "offline", "the connection broke (10.1.2.3 reset)", NOW.minusSeconds(600), null);
        String page = page();
        assertThat(page)
                .contains("It answered, but not with its page (404).", "The connection to it broke off.")
                .contains("<time datetime=\"2026-03-10T07:00:00Z\">10 Mar 2026, 07:00 UTC</time>")
                .contains("1 hour 59 minutes", "Not over yet", "cannot be reached");
        assertThat(page + text(documents().page()) + documents().feed())
                .doesNotContain("main_app", "s3cret", "10.1.2.3", "3000");
        assertThat(text(documents().state())).contains(": down");
    }

    @Test
    void a_maintenance_is_one_item_whatever_is_said_of_it() {
        rows.maintenance("m1", NOW.minus(Duration.ofDays(2)), """
                {"status":"scheduled","message":"First","startTime":"2026-03-09T00:00:00Z"}""");
        rows.maintenance("m2", NOW.minus(Duration.ofHours(30)), "{\"status\":\"started\",\"message\":\"Second\"}");
        rows.maintenance("m3", NOW.minus(Duration.ofHours(29)), "{\"status\":\"completed\",\"message\":\"Third\"}");
        rows.maintenance("m4", NOW.minus(Duration.ofHours(1)), """
                {"status":"scheduled","message":"Move","startTime":"2026-03-12T08:00:00+02:00","endTime":"2026-03-12T09:00:00Z"}""");
        String page = page();
        assertThat(page).doesNotContain("First", "Second").contains("Third", "Move", "Planned from", "Planned until");
        assertThat(page)
                .contains("datetime=\"2026-03-12T06:00:00Z\"", "id=\"maintenance-m1\"", "id=\"maintenance-m4\"");
        assertThat(page.indexOf("Going on and planned")).isBetween(0, page.indexOf("Move"));
        assertThat(page.indexOf("Past incidents")).isBetween(page.indexOf("Move"), page.indexOf("Third"));
        clock.set(Instant.parse("2026-03-12T10:00:00Z"));
        assertThat(page()).as("nobody said that it ended").doesNotContain("Going on and planned");
    }

    @Test
    void what_people_wrote_is_text_on_the_page_in_the_feed_and_on_the_badge() throws Exception {
        rows.maintenance(
                "m1",
                NOW.minusSeconds(60),
                "{\"status\":\"started\",\"message\":\"<img src=x onerror=1> @HERE@ \\u0000\"}");
        assertThat(page()).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script", "<img");
        Element channel = channel();
        assertThat(text(channel, "title")).startsWith("Everything <script>alert(1)</script>");
        assertThat(text((Element) channel.getElementsByTagName("item").item(0), "description"))
                .as("HTML, which readers show")
                .startsWith("&lt;img src=x onerror=1&gt; @HERE@");
        assertThat(text(documents().state())).doesNotContain("<script");
        parse(text(documents().state()));
    }

    @Test
    void the_feed_is_rss_with_a_guid_that_stays_when_the_incident_ends() throws Exception {
        rows.incident("i1", "degraded", "HTTP 404 at x", NOW.minusSeconds(600), null);
        rows.maintenance("m1", NOW.minus(Duration.ofDays(1)), "{\"status\":\"completed\",\"message\":\"Done\"}");
        page();
        Element before = (Element) channel().getElementsByTagName("item").item(0);
        database.jdbc()
                .sql("UPDATE incident SET ended_at = ?, is_open = NULL")
                .param(NOW.toEpochMilli())
                .update();
        pass(Duration.ofSeconds(10));
        page();
        Element channel = channel();
        NodeList items = channel.getElementsByTagName("item");
        Element after = (Element) items.item(0);
        assertThat(items.getLength()).isEqualTo(2);
        assertThat(text(before, "title")).isEqualTo("Degraded (open)");
        assertThat(text(after, "title")).isEqualTo("Degraded (resolved)");
        assertThat(text(after, "guid")).isEqualTo(text(before, "guid")).isEqualTo("gateway-sync:incident-i1");
        assertThat(text(after, "pubDate"))
                .isEqualTo(text(before, "pubDate"))
                .isEqualTo("Tue, 10 Mar 2026 11:50:00 GMT");
        assertThat(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(after, "pubDate"))))
                .isEqualTo(NOW.minusSeconds(600));
        assertThat(text(after, "link")).isEqualTo(PublicTemplates.HERE + "/#incident-i1");
        Element self = (Element) channel.getElementsByTagName("atom:link").item(0);
        assertThat(self.getAttribute("href")).isEqualTo(PublicTemplates.HERE + "/incidents.rss");
        Set<String> guids = new HashSet<>();
        for (int i = 0; i < items.getLength(); i++) {
            guids.add(text((Element) items.item(i), "guid"));
        }
        assertThat(guids).hasSize(2);
    }

    @Test
    void it_is_read_again_only_when_somebody_asks_or_a_minute_has_passed() {
        rows.counted(593, 14, NOW);
        assertThat(page()).contains("593 resources in 14 categories");
        pass(Duration.ofSeconds(5));
        counted(594);
        publisher.publishIfDue();
        counted(595);
        pass(Duration.ofSeconds(5));
        publisher.publishIfDue();
        assertThat(text(documents().page())).as("asked for once since").contains("594 resources");
        pass(Duration.ofSeconds(5));
        publisher.publishIfDue();
        counted(596);
        pass(Duration.ofSeconds(61));
        publisher.publishIfDue();
        assertThat(text(documents().page())).as("not asked for").contains("596 resources");
    }

    @Test
    void while_the_database_is_away_the_last_page_says_of_when_it_is() {
        rows.check(NOW);
        String fresh = page();
        assertThat(fresh).contains("answers as it should").doesNotContain("brought up to date");
        database.close();
        pass(Duration.ofSeconds(60));
        documents();
        publisher.publishIfDue();
        assertThat(text(documents().page())).isEqualTo(fresh);
        assertThat(text(documents().state())).contains(": up");
        pass(Duration.ofSeconds(60));
        publisher.publishIfDue();
        assertThat(text(documents().state())).contains(": not known");
        assertThat(documents().feed()).contains("What came after 10 Mar 2026, 12:00 UTC is not known.");
        assertThat(text(documents().page()))
                .contains("cannot be brought up to date", "10 Mar 2026, 12:00 UTC", "Last known");
    }

    @Test
    void a_wall_clock_that_is_set_makes_nothing_old_and_keeps_nothing_new() {
        rows.counted(593, 14, NOW);
        page();
        clock.set(NOW.minus(Duration.ofDays(1)));
        assertThat(text(documents().page())).contains("593 resources").doesNotContain("brought up to date");
        counted(594);
        monotonic.tick(Duration.ofSeconds(5));
        publisher.publishIfDue();
        assertThat(text(documents().page())).contains("594 resources");
    }

    @Test
    void a_new_maintenance_without_an_id_does_not_go_on_with_one_that_is_over() {
        rows.maintenance("m1", NOW.minus(Duration.ofDays(9)), "{\"status\":\"started\",\"message\":\"First\"}");
        rows.maintenance("m2", NOW.minus(Duration.ofHours(1)), "{\"status\":\"started\",\"message\":\"Second\"}");
        assertThat(page()).contains("First", "Second", "id=\"maintenance-m1\"", "id=\"maintenance-m2\"");
        rows.maintenance("m3", NOW.minusSeconds(60), "{\"status\":\"completed\",\"message\":\"Third\"}");
        pass(Duration.ofSeconds(10));
        assertThat(page()).contains("First", "Third").doesNotContain("Second", "maintenance-m3");
    }

    @Test
    void the_longest_page_is_under_50_kb_and_a_page_that_is_the_same_has_the_same_tag() {
        rows.check(NOW);
        String message = "\\\"".repeat(5000);
        for (int i = 0; i < 90; i++) {
            Instant day = NOW.minus(Duration.ofDays(i));
            rows.day(day, 99.9 - i);
            rows.incident(
                    "00000000-0000-0000-0000-0000000000" + i,
                    "offline",
                    "no answer within 10.0 s",
                    day,
                    day.plusSeconds(86_399));
            rows.maintenance(
                    "11111111-0000-0000-0000-0000000000" + i,
                    day,
                    "{\"status\":\"" + (i % 2 == 0 ? "completed" : "started") + "\",\"message\":\"" + message + "\"}");
        }
        page();
        PublicDocuments first = documents();
        assertThat(first.page().bytes().length).isLessThan(50_000);
        pass(Duration.ofSeconds(5));
        publisher.publishIfDue();
        assertThat(documents()).isNotSameAs(first);
        assertThat(documents().page().etag()).isEqualTo(first.page().etag());
    }

    @Test
    void the_badge_is_as_long_as_its_words_and_has_a_name() throws Exception {
        publisher = publisher("Short");
        rows.check(NOW);
        page();
        Element svg = parse(text(documents().state())).getDocumentElement();
        assertThat(svg.getAttribute("aria-label")).isEqualTo("Short: up");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("Short: up");
        assertThat(Integer.parseInt(svg.getAttribute("width"))).isBetween(60, 90);
    }

    private void pass(Duration time) {
        clock.advance(time);
        monotonic.tick(time);
    }

    private void counted(long resources) {
        database.jdbc()
                .sql("UPDATE statistics SET resource_count = ?")
                .param(resources)
                .update();
    }

    private StatusPagePublisher publisher(String app) {
        return new StatusPagePublisher(
                new AppReader(database.jdbc(), new StatisticsQueries(database.jdbc(), clock), clock),
                new PublicTemplates(app),
                monotonic);
    }

    private String page() {
        publisher.publishIfDue();
        pass(Duration.ofMillis(1));
        return text(documents().page());
    }

    private PublicDocuments documents() {
        return publisher.documents().orElseThrow();
    }

    private Element channel() throws Exception {
        return (Element)
                parse(documents().feed()).getElementsByTagName("channel").item(0);
    }

    private static String text(PublicDocument document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
