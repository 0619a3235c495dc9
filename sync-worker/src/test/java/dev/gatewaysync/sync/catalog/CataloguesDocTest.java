package dev.gatewaysync.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.CatalogueDefinition;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.sync.catalog.parse.ItemPage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/catalogues.md} shows is read as it says. */
class CataloguesDocTest {
    @Test
    void the_examples_are_read_without_a_mistake_and_find_what_they_say() throws Exception {
        List<CatalogueDefinition> examples =
                blocks("yaml").stream().map(CataloguesDocTest::definition).toList();
        String shop = blocks("json").getFirst();
        String podcast = "<rss><channel><item><title>Whales</title><itunes:episode>7</itunes:episode>"
                + "<link>https://pod.example/7</link></item></channel></rss>";
        String site = "<urlset><url><loc>https://site.example/blog/my-first_post.html</loc></url></urlset>";

        assertThat(read(examples.get(0), shop).next()).isEqualTo("2");
        assertThat(first(examples.get(0), shop)).isEqualTo("Mug | https://shop.example/p/mug | Kitchen | Big | [new]");
        assertThat(first(examples.get(1), podcast))
                .isEqualTo("Episode 7: Whales | https://pod.example/7 | Episodes | null | []");
        assertThat(first(examples.get(2), site))
                .isEqualTo("my first post | https://site.example/blog/my-first_post.html | Blog | null | []");
        assertThat(examples).hasSize(3);
    }

    @Test
    void the_address_is_known_with_and_without_its_secret() {
        CatalogueDefinition definition = java.util.Objects.requireNonNull(ConfigFile.of(
                        "version: 1\ncatalogue: { url: \"https://shop.example/?key=${KEY}\" }",
                        name -> Optional.of("hush"))
                .config()
                .catalogue());

        assertThat(definition.url().source()).isEqualTo("https://shop.example/?key=hush");
        assertThat(definition.writtenUrl()).isEqualTo("https://shop.example/?key=${KEY}");
    }

    private static String first(CatalogueDefinition definition, String body) throws Exception {
        ItemPage.Entry entry = read(definition, body).entries().getFirst();
        return entry.resource().name() + " | " + entry.resource().url() + " | " + entry.category() + " | "
                + entry.resource().description() + " | " + entry.resource().tags();
    }

    private static ItemPage read(CatalogueDefinition definition, String body) throws Exception {
        URI address = URI.create("https://anywhere.example/");
        return ItemPage.read(
                definition,
                ItemPage.format(definition).read(body.getBytes(StandardCharsets.UTF_8), null, address),
                1,
                address);
    }

    private static CatalogueDefinition definition(String section) {
        ConfigFile file = ConfigFile.of("version: 1\n" + section, name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        return java.util.Objects.requireNonNull(file.config().catalogue());
    }

    private static List<String> blocks(String language) throws Exception {
        String document = Files.readString(Path.of("../docs/catalogues.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(document)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
