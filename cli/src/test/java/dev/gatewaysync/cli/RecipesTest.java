package dev.gatewaysync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.EventCards;
import dev.gatewaysync.cards.Message;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.config.source.SourceMapping;
import dev.gatewaysync.config.source.SourceOutcome;
import dev.gatewaysync.config.source.SourceRequest;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of {@code docs/recipes} say what they promise: no mistake, and from a request to its card. */
class RecipesTest {
    private static final Path FOLDER = Path.of("../docs/recipes");
    private static final Instant NOON = Instant.parse("2030-01-02T12:00:00Z");

    static List<Path> recipes() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_recipe_has_no_mistake_and_nothing_that_is_probably_not_meant(Path recipe) throws IOException {
        assertThat(read(recipe).problems()).isEmpty();
        assertThat(read(recipe).notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void a_request_becomes_the_card_that_is_shown_beside_it(Path recipe) throws IOException {
        Path request = recipe.resolve("request.json");
        if (!Files.exists(request)) {
            return;
        }
        GatewayConfig config = read(recipe).config();
        Path named = recipe.resolve("source");
        String source = Files.exists(named)
                ? Files.readString(named).strip()
                : config.sources().keySet().iterator().next();

        SourceOutcome outcome = new SourceMapping(config, config.source(source).orElseThrow())
                .of(new SourceRequest(EventJson.mapper().readTree(Files.readString(request)), Map.of(), Map.of()));

        assertThat(outcome).isInstanceOf(SourceOutcome.Event.class);
        SourceOutcome.Event made = (SourceOutcome.Event) outcome;
        EventEnvelope event =
                new EventEnvelope("id", made.type(), new Source(source), NOON, NOON, made.data(), null, null);
        EventCards cards = new EventCards("Everything Gateway", () -> config);
        String card = CardText.of(Message.of(cards.announcement(event, "announcements"))
                        .with(cards.buttons(event))
                        .body())
                + "\n";
        Path golden = recipe.resolve("card.txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, card);
        }
        assertThat(card).isEqualTo(Files.readString(golden));
    }

    @Test
    void every_recipe_is_in_the_list() throws IOException {
        String list = Files.readString(FOLDER.resolve("README.md"));
        for (Path recipe : recipes()) {
            assertThat(list).contains("(" + recipe.getFileName() + "/gateway.yml)", recipe.getFileName() + "/card.png");
            assertThat(recipe.resolve("card.png")).isRegularFile();
        }
    }

    private static ConfigFile read(Path recipe) throws IOException {
        return ConfigFile.read(recipe.resolve("gateway.yml"), name -> Optional.of(value(name)));
    }

    private static String value(String variable) {
        if (variable.endsWith("_WEBHOOK_URL")) {
            return "https://discord.com/api/webhooks/123456789012345678/a-token";
        }
        return variable.endsWith("_LOGIN") ? "grafana:a-long-password" : "a-secret-of-some-length";
    }
}
