package dev.gatewaysync.sync.catalog.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.sync.catalog.Catalogues;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedFormatTest {
    private static final URI ADDRESS = URI.create("https://blog.example/feeds/all.xml");

    @Test
    void rss_has_titles_links_summaries_and_categories() throws Exception {
        List<CatalogResource> items = read("""
                <?xml version="1.0"?>
                <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
                     xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">
                  <channel>
                    <title>The channel's own</title><link>https://pod.example/show</link>
                    <item>
                      <title>AT&amp;amp;T &lt;b&gt;again&lt;/b&gt;</title>
                      <itunes:title>Not this one</itunes:title>
                      <link>https://pod.example/1</link>
                      <description><![CDATA[<p>Who calls?<br/>We&nbsp;do.</p><script>alert(1)</script>]]></description>
                      <content:encoded><![CDATA[<p>Long</p>]]></content:encoded>
                      <category>News</category><category domain="x">Phones</category><category>News</category>
                      <pubDate>Yesterday, at noon</pubDate>
                    </item>
                    <item><title>By its id</title><guid>https://pod.example/2</guid></item>
                    <item><title>Only a file</title><guid isPermaLink="false">abc</guid>
                      <enclosure url="https://pod.example/3.mp3" type="audio/mpeg" length="1"/></item>
                    <item><description>A post without a title, as some microblogs have them, is called by its first words.</description>
                      <link>4?a=1&amp;b=2</link></item>
                  </channel>
                </rss>""");

        assertThat(items)
                .extracting(CatalogResource::name)
                .containsExactly(
                        "AT&T again",
                        "By its id",
                        "Only a file",
                        "A post without a title, as some microblogs have them, is called by its first wo…");
        assertThat(items)
                .extracting(CatalogResource::url)
                .containsExactly(
                        "https://pod.example/1",
                        "https://pod.example/2",
                        "https://pod.example/3.mp3",
                        "https://pod.example/4?a=1&b=2");
        assertThat(items.get(0).description()).isEqualTo("Who calls? We do.");
        assertThat(items.get(0).tags()).containsExactly("News", "Phones");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rss><channel><item><title>A</title><link>/a</link><category>News</category></item></channel></rss>",
                "<feed><entry><title>A</title><link href='/a'/><category term='News'/></entry></feed>",
                "{\"items\": [{\"title\": \"A\", \"url\": \"/a\", \"tags\": [\"News\"], \"category\": \"News\"}]}"
            })
    void what_an_entry_is_filed_under_is_a_tag_and_no_category(String feed) throws Exception {
        ItemPage page = page(feed.getBytes(StandardCharsets.UTF_8), null);

        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.category()).isNull();
            assertThat(entry.resource().tags()).containsExactly("News");
        });
    }

    @Test
    void the_items_of_rss_1_0_stand_beside_the_channel() throws Exception {
        assertThat(read("""
                <rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                  <channel rdf:about="x"><title>C</title><link>https://old.example/</link></channel>
                  <item rdf:about="https://old.example/a"><title>A</title><link>/a</link></item>
                </rdf:RDF>""")).extracting(CatalogResource::url).containsExactly("https://old.example/a");
    }

    @Test
    void atom_resolves_its_links_against_every_base() throws Exception {
        List<CatalogResource> items = read("""
                <?xml version="1.0" encoding="utf-8"?>
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://essays.example/ongoing/">
                  <title>T</title>
                  <entry xml:base="When/2013/">
                    <title type="html">&lt;i&gt;Fish &amp;amp; chips&lt;/i&gt;</title>
                    <link rel="replies" href="Fish#comments"/>
                    <link rel="alternate" type="application/pdf" href="Fish.pdf"/>
                    <link href="Fish"/>
                    <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">One <b>big</b> fish</div></summary>
                    <category term="food" label="Food"/><category term="sea"/>
                    <updated>never</updated>
                  </entry>
                  <entry><title>1 &lt; 2</title><id>https://essays.example/by-id</id></entry>
                  <entry><title/><content type="html">&lt;p&gt;Just words&lt;/p&gt;</content><link href="?p=7"/></entry>
                </feed>""");

        assertThat(items).extracting(CatalogResource::name).containsExactly("Fish & chips", "1 < 2", "Just words");
        assertThat(items)
                .extracting(CatalogResource::url)
                .containsExactly(
                        "https://essays.example/ongoing/When/2013/Fish",
                        "https://essays.example/by-id",
                        "https://essays.example/ongoing/?p=7");
        assertThat(items.get(0).description()).isEqualTo("One big fish");
        assertThat(items.get(0).tags()).containsExactly("Food", "sea");
        assertThat(items.get(2).description()).as("content is no summary").isNull();
    }

    @Test
    void atom_may_have_a_prefix() throws Exception {
        assertThat(read("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>P</a:title>"
                        + "<a:link href='/p'/></a:entry></a:feed>"))
                .extracting(CatalogResource::url)
                .containsExactly("https://blog.example/p");
    }

    @Test
    void a_json_feed_is_told_by_what_it_holds() throws Exception {
        List<CatalogResource> items = read("""
                {"version": "https://jsonfeed.org/version/1.1", "title": "J", "home_page_url": "https://micro.example/",
                 "items": [
                   {"id": "1", "url": "/1", "title": "One", "summary": "S", "content_html": "<p>no</p>", "tags": ["a", "b"]},
                   {"id": "https://micro.example/2", "content_html": "<p>Untitled &amp; short</p>"},
                   {"id": "3", "external_url": "https://elsewhere.example/", "title": "Elsewhere"}]}""");

        assertThat(items).extracting(CatalogResource::name).containsExactly("One", "Untitled & short", "Elsewhere");
        assertThat(items)
                .extracting(CatalogResource::url)
                .containsExactly("https://micro.example/1", "https://micro.example/2", "https://elsewhere.example/");
        assertThat(items.get(0).tags()).containsExactly("a", "b");
        assertThat(items.get(0).description()).isEqualTo("S");
    }

    /** Each is in feeds that people read every day. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n  <?xml version='1.0'?><rss><channel><item><title>Fish &nbsp;&amp; chips&hellip;</title><link>/f</link></item></channel></rss>",
                "<rss><channel><item><title>Fish & chips…</title><link>/f</link></item></channel></rss>",
                "<rss><channel><item><title>Fish &#38; chips&#x2026;</title><link>/f</link></item></channel></rss>",
                "<rss><channel><item><title><![CDATA[Fish & chips…]]></title><link>/f</link></item></channel></rss>",
                "<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://my.netscape.com/rss-0.91.dtd' [<!ENTITY a 'x>y]'>]>"
                        + "<rss><channel><item><title>Fish &amp; chips…</title><link>/f</link></item></channel></rss>",
                "<rss><channel><undeclared:x/><item><title>Fish &amp; chips…\u0008</title><link>/f</link></item></channel></rss>",
                "<rss><channel><item><title>Fish &amp; chips…</title><link>/f</link></item></channel></rss><script>if (a < b) x()</scr>",
                "<rss><channel><item><description><![CDATA[a <![CDATA[b]]> c]]></description><title>Fish &amp; chips…</title><link>/f</link></item></channel></rss>",
                "<rss><channel><!-- <item> & --><item><title>Fish &amp; chips…</title><link> /f\n</link></item></channel></rss>",
            })
    void slips_of_the_wild_are_understood(String feed) throws Exception {
        List<CatalogResource> items = read(feed);

        assertThat(items).extracting(item -> item.name().replace("\ufffd", "")).containsExactly("Fish & chips…");
        assertThat(items).extracting(CatalogResource::url).containsExactly("https://blog.example/f");
    }

    @Test
    void entities_that_grow_and_files_are_nothing_but_their_names() throws Exception {
        String laughs = """
                <!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY file SYSTEM "file:///etc/passwd">]>
                <rss><channel><item><title>&c; &file;</title><link>/f</link></item></channel></rss>""";

        assertThat(read(laughs)).extracting(CatalogResource::name).containsExactly("&c; &file;");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, ISO-8859-1,",
        "windows-1251, windows-1251,",
        "UTF-16, UTF-16,",
        "UTF-16LE, UTF-16,",
        "UTF-8, us-ascii,",
        "windows-1252, utf-8,",
        "windows-1252, , text/xml",
        "ISO-8859-2, , application/rss+xml; charset=iso-8859-2",
        "ISO-2022-JP, ISO-2022-JP,",
    })
    void encodings_are_what_the_bytes_say_and_then_what_is_declared(
            String written, @Nullable String declared, @Nullable String contentType) throws Exception {
        String name = written.endsWith("1251") ? "Чай" : written.endsWith("JP") ? "お茶" : "Käse";
        String feed = (declared == null ? "" : "<?xml version=\"1.0\" encoding=\"" + declared + "\"?>")
                + "<rss><channel><item><title>" + name + "</title><link>/f</link></item></channel></rss>";

        assertThat(read(feed.getBytes(Charset.forName(written)), contentType))
                .extracting(CatalogResource::name)
                .containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><html><body>Hi</body></html> | HTML instead of a feed",
                "<?xml version='1.0'?><!-- x --><html xmlns='x'><head/></html> | HTML instead of a feed",
                "<rss><channel><item><title>A</title><link>/a</link></item> | is no valid XML, or only a part of it",
                "<rss><channel><item><title>A</tit | is no valid XML, or only a part of it",
                "<rss><channel><![CDATA[ | is no valid XML, or only a part of it",
                "<rss version='2.0'/> | is RSS without a channel",
                "<urlset/> | is a sitemap, no feed: set catalogue.format to sitemap",
                "<opml version='1.0'/> | is no feed, but XML with the root <opml>",
                "{\"products\": []} | is no feed: JSON without items",
                "hello | is no valid JSON, or only a part of it",
                "'   ' | is empty",
            })
    void what_is_no_feed_is_said_to_be_what_it_is(String body, String reason) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessage(reason);
    }

    @Test
    void no_depth_number_or_length_takes_for_ever() {
        assertThatThrownBy(() -> read("<a>".repeat(2_000_000))).isInstanceOf(UnreadableDocument.class);
        assertThatThrownBy(() -> read("<rss>" + "<a/>".repeat(2_100_000) + "</rss>"))
                .hasMessageStartingWith("has more than 2000000 elements");
        assertThatThrownBy(() -> read("<rss><channel>" + "&".repeat(3_000_000))).isInstanceOf(UnreadableDocument.class);
        assertThatThrownBy(() -> read("<rss><channel><a b='" + "<".repeat(3_000_000)))
                .isInstanceOf(UnreadableDocument.class);
        assertThatThrownBy(() -> read("<!DOCTYPE " + "[".repeat(3_000_000))).isInstanceOf(UnreadableDocument.class);
        assertThatThrownBy(() -> read("<!-- x -->".repeat(300_000))).isInstanceOf(UnreadableDocument.class);
    }

    @Test
    void a_long_text_full_of_escapes_is_read_whole() throws Exception {
        assertThat(read("<rss><channel><item><title>A</title><link>/a</link><description>"
                        + "&lt;b&gt;x&lt;/b&gt; &amp;amp; ".repeat(60_000) + "</description></item></channel></rss>"))
                .singleElement()
                .satisfies(item ->
                        assertThat(item.description()).startsWith("x & x & ").hasSize(20_000));
    }

    private static List<CatalogResource> read(String feed) throws UnreadableDocument {
        return read(feed.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<CatalogResource> read(byte[] feed, @Nullable String contentType) throws UnreadableDocument {
        return page(feed, contentType).entries().stream()
                .map(ItemPage.Entry::resource)
                .toList();
    }

    private static ItemPage page(byte[] feed, @Nullable String contentType) throws UnreadableDocument {
        return ItemPage.read(
                Catalogues.feed("/feed.xml"), new FeedFormat().read(feed, contentType, ADDRESS), 1, ADDRESS);
    }
}
