package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.CatalogueDefinition.Format;
import dev.gatewaysync.sync.catalog.fetch.UnreadableDocument;
import dev.gatewaysync.sync.catalog.parse.CatalogResource;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import dev.gatewaysync.sync.catalog.parse.UnusableEntry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a server answers with, they become resources that can be stored, or a sentence. */
class ConfiguredCatalogPropertyTest {
    private static final URI ADDRESS = URI.create("https://site.example/a/b?c=d");
    private static final List<CatalogueDefinition> DEFINITIONS = List.of(
            Catalogues.feed("/f"),
            Catalogues.sitemap("/s"),
            Catalogues.json("/j", Map.of()),
            Catalogues.json("/j?{{ page }}", Map.of("items", "body.items", "next", "body.next")),
            Catalogues.of(
                    Format.FEED, "/f", Map.of("name", "$uppercase(title)", "category", "tags[0]", "tags", "link")));

    @Property(tries = 700)
    void pieces_of_documents_put_where_they_do_not_belong(@ForAll("documents") String document) {
        DEFINITIONS.forEach(
                definition -> requireResourcesOrSentence(definition, document.getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 200)
    void any_bytes(@ForAll byte[] bytes) {
        DEFINITIONS.forEach(definition -> requireResourcesOrSentence(definition, bytes));
    }

    @Property(tries = 300)
    void whole_feeds_with_any_texts_in_them(@ForAll("texts") String title, @ForAll("texts") String link) {
        for (String feed : List.of(
                "<rss><channel><item><title>" + title + "</title><link>" + link + "</link></item></channel></rss>",
                "<feed xml:base='" + link + "'><entry><title type='html'>" + title + "</title><link href='" + link
                        + "'/></entry></feed>",
                "<urlset><url><loc>" + link + "</loc><x>" + title + "</x></url></urlset>",
                "{\"items\": [{\"title\": \"" + title + "\", \"url\": \"" + link + "\"}], \"next\": \"" + link
                        + "\"}")) {
            DEFINITIONS.forEach(
                    definition -> requireResourcesOrSentence(definition, feed.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "<rss>",
                        "</rss>",
                        "<channel>",
                        "</channel>",
                        "<item>",
                        "</item>",
                        "<feed xml:base='/x%'>",
                        "</feed>",
                        "<entry>",
                        "</entry>",
                        "<link href='?a'/>",
                        "<link>",
                        "</link>",
                        "<title>",
                        "</title>",
                        "<urlset>",
                        "</urlset>",
                        "<url>",
                        "</url>",
                        "<loc>",
                        "</loc>",
                        "<sitemapindex>",
                        "<sitemap>",
                        "<![CDATA[",
                        "]]>",
                        "<!--",
                        "-->",
                        "<!DOCTYPE a [",
                        "]>",
                        "<?xml version='1.0' encoding='x'?>",
                        "&nbsp;",
                        "&",
                        "&#x110000;",
                        "&#55296;",
                        "&lt;b&gt;",
                        "<",
                        ">",
                        "'",
                        "\"",
                        "\u0000",
                        "\ud800",
                        "\ufffe",
                        "https://a.example/b",
                        "//",
                        "%zz",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"items\":",
                        "\"next\":",
                        ",",
                        "\"url\": \"http://x\"",
                        "\"name\": 7",
                        "null",
                        "1e999",
                        "word ")
                .list()
                .ofMaxSize(40)
                .map(pieces -> String.join("", pieces));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().all().ofMaxLength(60);
    }

    private static void requireResourcesOrSentence(CatalogueDefinition definition, byte[] bytes) {
        try {
            ItemPage page =
                    ItemPage.read(definition, ItemPage.format(definition).read(bytes, "text/xml", ADDRESS), 1, ADDRESS);
            page.entries().forEach(entry -> requireStorable(entry.resource()));
            assertThat(UnusableEntry.describe(page.unusable())).doesNotContain("\u0000");
        } catch (UnreadableDocument e) {
            assertThat(e.reason()).isNotBlank().hasSizeLessThan(2_000);
        }
    }

    private static void requireStorable(CatalogResource resource) {
        assertThat(resource.urlKey()).hasSize(64);
        assertThat(resource.name()).isNotBlank().doesNotContain("\u0000");
        assertThat(resource.url()).startsWithIgnoringCase("http").hasSizeLessThanOrEqualTo(2_048);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(resource.name() + resource.url() + resource.tags()))
                .isTrue();
    }
}
