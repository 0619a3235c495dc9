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
import org.junit.jupiter.api.Test;

class BuiltInCardsTest {
    @Test
    void every_built_in_type_that_is_shown_has_a_card_in_the_file() {
        assertThat(BuiltInCards.all())
                .containsOnlyKeys(Arrays.stream(BuiltInType.values())
                        .filter(type -> type != BuiltInType.STATS_UPDATED)
                        .map(BuiltInType::wireName)
                        .toArray(String[]::new));
    }

    @Test
    void the_other_messages_of_a_type_stand_with_it() {
        assertThat(BuiltInCards.all().get("resource-added").faces())
                .containsOnlyKeys(CardTemplate.HIGHLIGHT, CardTemplate.DIGEST);
        assertThat(BuiltInCards.all().get("maintenance").faces()).containsOnlyKeys(CardTemplate.END);
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
