package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.CardTemplate;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.expression.Expression;
import dev.gatewaysync.config.expression.TextTemplate;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.UpdateCategory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Whatever a community's templates say of whatever an event says, Discord takes the message and nobody is pinged. */
class OwnCardLimitsTest {
    private static final OwnType OWN = new OwnType("order-placed", UpdateCategory.GENERAL, Priority.NORMAL);

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void discord_takes_every_card_of_an_own_type(
            @ForAll("templates") CardTemplate template, @ForAll("text") String one, @ForAll("text") String two) {
        ObjectNode data = EventJson.mapper().createObjectNode().put("item", one).put("text", two);
        data.putArray("list").add(one).add(two);
        assertTaken(template, OWN, data);
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void discord_takes_every_built_in_card_that_is_changed(
            @ForAll("templates") CardTemplate template, @ForAll BuiltInType type) {
        if (type == BuiltInType.STATS_UPDATED) {
            return;
        }
        ObjectNode data = (ObjectNode)
                EventJson.mapper().readTree(EventSchemas.sample(type)).path("data");
        assertTaken(template, type, data);
    }

    private static void assertTaken(CardTemplate template, EventType type, ObjectNode data) {
        GatewayConfig config = new GatewayConfig(
                "", Map.of(), Map.of(type.wireName(), template), Map.of(), List.of(), Map.of(), null, null);
        EventCards cards = new EventCards("Everything Gateway", () -> config);
        Instant now = Instant.ofEpochSecond(1);
        EventEnvelope event = new EventEnvelope("id", type, Source.MAIN_APP, now, now, data, null, null);

        ObjectNode body = Message.of(cards.announcement(event, "announcements"))
                .with(cards.buttons(event))
                .pinging(Set.of())
                .newBody(true);

        assertThat(DiscordLimits.objections(body)).isEmpty();
        assertThat(body.at("/allowed_mentions/parse").size()).isZero();
        assertThat(body.path("content").asString("")).isEmpty();
        for (var row : body.path("components")) {
            assertThat(row.path("components").size()).isBetween(1, 5);
            row.path("components").forEach(button -> {
                assertThat(button.path("label").asString().length()).isBetween(1, 80);
                assertThat(button.path("url").asString()).startsWith("http").hasSizeLessThanOrEqualTo(512);
            });
        }
    }

    @Provide
    Arbitrary<CardTemplate> templates() {
        Arbitrary<TextTemplate> text = template().injectNull(0.3);
        Arbitrary<CardTemplate.Field> field = template()
                .flatMap(name -> template()
                        .map(value -> new CardTemplate.Field(null, name, value, Expression.of("true"), null)));
        Arbitrary<CardTemplate.Button> button =
                template().flatMap(label -> template().map(url -> new CardTemplate.Button(label, url, null)));
        return net.jqwik.api.Combinators.combine(
                        text,
                        text,
                        text,
                        text,
                        field.list().ofMaxSize(6).injectNull(0.3),
                        text,
                        text,
                        button.list().ofMaxSize(5).injectNull(0.3))
                .as((title, url, color, description, fields, image, thumbnail, buttons) -> new CardTemplate(
                        title,
                        url,
                        color,
                        description,
                        null,
                        fields,
                        image,
                        thumbnail,
                        buttons,
                        null,
                        Map.of(),
                        List.of(),
                        Map.of()))
                .flatMap(card -> net.jqwik.api.Combinators.combine(
                                template(), template(), Arbitraries.integers().between(0, 3))
                        .as((one, two, more) -> with(card, one, two, more)));
    }

    /** A list, a case or a field for each of a list beside the rest. */
    private static CardTemplate with(CardTemplate card, TextTemplate one, TextTemplate two, int more) {
        CardTemplate added = switch (more) {
            case 1 -> said(one, null, new CardTemplate.Lines(Expression.of("list"), one, 40, null, two), null);
            case 2 -> said(one, two, null, null);
            case 3 ->
                said(
                        null,
                        two,
                        null,
                        List.of(new CardTemplate.Field(Expression.of("list"), one, two, Expression.of("$"), null)));
            default -> CardTemplate.EMPTY;
        };
        return new CardTemplate(
                card.title(),
                card.url(),
                card.color(),
                card.text(),
                added.list(),
                card.fields(),
                card.image(),
                card.thumbnail(),
                card.buttons(),
                null,
                Map.of(),
                List.of(new CardTemplate.Case(Expression.of("true"), added)),
                Map.of());
    }

    private static CardTemplate said(
            @Nullable TextTemplate title,
            @Nullable TextTemplate text,
            CardTemplate.@Nullable Lines list,
            @Nullable List<CardTemplate.Field> fields) {
        return new CardTemplate(
                title, null, null, text, list, fields, null, null, null, null, Map.of(), List.of(), Map.of());
    }

    private static Arbitrary<TextTemplate> template() {
        Arbitrary<String> part = Arbitraries.oneOf(
                Arbitraries.of(
                        "{{ item }}",
                        "{{ text }}",
                        "{{ list }}",
                        "{{ $uppercase(item) }}",
                        "{{ item & text }}",
                        "{{ missing }}",
                        "{{ $cut(text, 50) }}",
                        "{{ $line(list, 900, 5) }}",
                        "{{ $link(item, text) }}",
                        "{{ $link(text, 'https://a.example/', 4000) }}",
                        "{{ $markdown(text, 5000, item) }}",
                        "{{ $time(text) }}",
                        "{{ $duration(item) }}",
                        "{{ $grouped(text) }}",
                        "{{ $timeline([{'state': item, 'text': text, 'at': 1}, {'state': text, 'text': item}]) }}",
                        "{{ list.$cut($, 2000) }}",
                        "{{ $ }}",
                        "{{ $pad('', 5000, item & 'x') }}",
                        "https://shop.example/{{ item }}",
                        "#57F287",
                        "@everyone ",
                        "<@123456789012345678> ",
                        "**bold** ",
                        "```\n",
                        "\u0000\u200b"),
                Arbitraries.strings().ofMaxLength(300).filter(said -> !said.contains("{{")),
                Arbitraries.strings().withChars('x').ofLength(7000));
        return part.list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts))
                .filter(OwnCardLimitsTest::isTemplate)
                .map(TextTemplate::ofCard);
    }

    private static boolean isTemplate(String text) {
        try {
            TextTemplate.ofCard(text);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.of(
                        "@everyone", "<@&1>", "[a](https://b.example)", "https://u:p@h.example/", "`", "||", "😀"),
                Arbitraries.strings().withChars("ab *_\n").ofLength(9000));
    }
}
