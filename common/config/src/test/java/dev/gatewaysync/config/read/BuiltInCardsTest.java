package dev.gatewaysync.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.ConfigProblem;
import dev.gatewaysync.events.BuiltInType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BuiltInCardsTest {
    @Test
    void every_built_in_type_that_is_shown_has_a_card_in_the_file() {
        assertThat(BuiltInCards.in("en"))
                .containsOnlyKeys(Arrays.stream(BuiltInType.values())
                        .filter(type -> type != BuiltInType.STATS_UPDATED)
                        .map(BuiltInType::wireName)
                        .toArray(String[]::new));
    }

    @Test
    void the_other_messages_of_a_type_stand_with_it() {
        assertThat(BuiltInCards.in("en").get("resource-added").faces())
                .containsOnlyKeys(CardTemplate.HIGHLIGHT, CardTemplate.DIGEST);
        assertThat(BuiltInCards.in("en").get("maintenance").faces()).containsOnlyKeys(CardTemplate.END);
    }

    /** A card that is changed in one language is changed in the others, all but its words. */
    @Test
    void the_cards_of_a_language_say_the_same_in_other_words() throws NotYamlException {
        assertThat(skeleton("cards.de.yml")).isEqualTo(skeleton("cards.yml"));
        assertThat(BuiltInCards.in("de")).isNotEqualTo(BuiltInCards.in("en"));
        assertThat(BuiltInCards.in("fr")).isSameAs(BuiltInCards.in("en"));
    }

    private static String skeleton(String file) throws NotYamlException {
        return skeleton(YamlDocument.of(BuiltInCards.text(file)).root(), "");
    }

    /** Keys, conditions, colours, and of the texts what they put in. */
    private static String skeleton(JsonNode node, String key) {
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field ->
                            field.getKey() + (key.equals("words") ? "" : skeleton(field.getValue(), field.getKey())))
                    .collect(Collectors.joining(",", "{", "}\n"));
        }
        if (node.isArray()) {
            return node.valueStream().map(each -> skeleton(each, key)).collect(Collectors.joining(",", "[", "]"));
        }
        boolean isText =
                Set.of("title", "text", "name", "value", "item", "more").contains(key);
        return isText
                ? Pattern.compile("\\{\\{.*?}}")
                        .matcher(node.asString())
                        .results()
                        .map(value -> value.group().replaceAll("'[^']*'", "''"))
                        .sorted()
                        .toList()
                        .toString()
                : node.asString();
    }

    @Test
    void a_face_that_a_type_has_not_is_a_mistake() {
        ConfigFile file =
                ConfigFile.of("version: 1\ncards:\n  app-deployed:\n    end: { title: x }\n", name -> Optional.empty());

        assertThat(file.problems())
                .containsExactly(new ConfigProblem(4, 5, "'end' is there only for app-status-changed and maintenance"));
    }

    @Test
    void the_documentation_shows_a_card_as_it_stands_in_the_file() throws IOException {
        String file = BuiltInCards.text("cards.yml");
        int start = file.indexOf("  maintenance:\n");
        String card =
                file.substring(start, file.indexOf("\n\n", start)).stripIndent().strip();

        assertThat(Files.readString(Path.of("../../docs/gateway-yml.md")).replaceAll("(?m)^ *", ""))
                .contains(card.replaceAll("(?m)^ *", ""));
    }
}
