package dev.gatewaysync.sync.catalog.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.sync.catalog.Catalogues;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SitemapFormatTest {
    private static final URI ADDRESS = URI.create("https://site.example/sitemap.xml");

    @ParameterizedTest
    @CsvSource({
        "https://site.example/blog/my-first_post.html, my first post, blog",
        "https://site.example/blog/2026/01/deep/, deep, blog",
        "https://site.example/about, about,",
        "https://site.example/, site.example,",
        "https://site.example, site.example,",
        "https://site.example/k%C3%A4se/gr%C3%BCn%2Fblau?x=1#y, grün/blau, käse",
        "https://site.example/a/%zz, %zz, a",
        "https://site.example/a/---, ---, a",
        "/relative/one-two, one two, relative",
    })
    void names_and_categories_come_from_the_path(String location, String name, String category) throws Exception {
        ItemPage page = read("<urlset><url><loc>" + location.replace("&", "&amp;") + "</loc></url></urlset>");

        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.resource().name()).isEqualTo(name);
            assertThat(entry.category()).isEqualTo(category);
        });
    }

    @Test
    void other_namespaces_and_extensions_do_not_matter_and_the_map_sees_them() throws Exception {
        CatalogueDefinition definition = Catalogues.of(
                CatalogueDefinition.Format.SITEMAP,
                "/sitemap.xml",
                Map.of("name", "`news:news`.`news:title`", "category", "path[1]", "description", "lastmod"));
        ItemPage page = read(definition, """
                <s:urlset xmlns:s="http://www.google.com/schemas/sitemap/0.84" xmlns:news="n">
                  <s:url><s:loc>https://site.example/a/b/c</s:loc><lastmod>2026-01-02</lastmod>
                    <news:news><news:title>Title of C</news:title></news:news></s:url>
                </s:urlset>""");

        assertThat(page.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.resource().name()).isEqualTo("Title of C");
            assertThat(entry.category()).isEqualTo("b");
            assertThat(entry.resource().description()).isEqualTo("2026-01-02");
        });
    }

    @Test
    void a_change_of_lastmod_changes_nothing() throws Exception {
        String map = "<urlset><url><loc>https://site.example/a</loc><lastmod>2026-01-02</lastmod></url></urlset>";
        assertThat(read(map.replace("01-02", "05-06")).entries())
                .isEqualTo(read(map).entries());
    }

    @Test
    void an_index_names_its_sitemaps_and_has_no_items() throws Exception {
        ItemPage page = read("<sitemapindex><sitemap><loc>\n https://site.example/a.xml.gz </loc></sitemap>"
                + "<sitemap><lastmod>x</lastmod></sitemap></sitemapindex>");

        assertThat(page.sitemaps()).containsExactly("https://site.example/a.xml.gz");
        assertThat(page.entries()).isEmpty();
    }

    @Test
    void an_address_that_is_none_is_said_and_the_rest_counts() throws Exception {
        ItemPage page = read("<urlset><url><loc>mailto:a@b.example</loc></url><url/>"
                + "<url><loc>https://site.example/a</loc></url></urlset>");

        assertThat(page.entries()).hasSize(1);
        assertThat(UnusableEntry.describe(page.unusable()))
                .startsWith("“mailto:a@b.example” has a url that is no absolute http or https address");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html><body/></html> | HTML instead of a sitemap",
                "<rss><channel/></rss> | is a feed, no sitemap: set catalogue.format to feed",
                "<x/> | is no sitemap, but XML with the root <x>",
                "{\"a\": 1} | is no XML",
                "<urlset><url><loc>/a</loc></url></urlset> <urlset><url><loc>/b</loc></url></urlset> | is two documents in one",
                "<urlset><url> | is no valid XML, or only a part of it",
            })
    void what_is_no_sitemap_is_said_to_be_what_it_is(String body, String reason) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(UnreadableDocument.class)
                .hasMessage(reason);
    }

    private static ItemPage read(String body) throws UnreadableDocument {
        return read(Catalogues.sitemap("/sitemap.xml"), body);
    }

    private static ItemPage read(CatalogueDefinition definition, String body) throws UnreadableDocument {
        return ItemPage.read(
                definition,
                new SitemapFormat().read(body.getBytes(StandardCharsets.UTF_8), "application/xml", ADDRESS),
                1,
                ADDRESS);
    }
}
