package dev.gatewaysync.discord.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventType;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.storage.Statistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CardLimitsTest {
    private final EventCards cards = new EventCards("Everything Gateway");
    private final StatisticsCards statistics = new StatisticsCards("Gate *way*");

    @Property(tries = 400)
    void whatever_an_event_says_discord_takes_the_message(
            @ForAll("announced") EventType type,
            @ForAll("text") String one,
            @ForAll("text") String two,
            @ForAll("text") String three,
            @ForAll("texts") List<String> many) {
        EventEnvelope event = event(type, one, two, three, many);
        Embed announcement = cards.announcement(event, "announcements");

        assertThat(DiscordLimits.objections(Message.of(announcement).body())).isEmpty();
        if (type == EventType.RESOURCE_ADDED) {
            Embed highlight = cards.highlight(event, "category:x");
            assertThat(DiscordLimits.objections(Message.of(highlight).body())).isEmpty();
        }
        assertThat(cards.announcement(event, "announcements").toJson()).isEqualTo(announcement.toJson());
    }

    @Property(tries = 200)
    void any_digest_is_taken(@ForAll("texts") List<String> names, @ForAll("text") String category) {
        List<ResourceAdded> first = names.stream()
                .map(name -> new ResourceAdded(name, category, "https://a.example/" + name, null, List.of()))
                .toList();
        EventEnvelope last = event(EventType.RESOURCE_ADDED, "name", category, "x", List.of());

        Embed digest = cards.digest(last, "announcements", first, Math.max(11, names.size()));

        assertThat(DiscordLimits.objections(Message.of(digest).body())).isEmpty();
    }

    @Property(tries = 200)
    void any_statistics_are_taken(@ForAll("texts") List<String> names, @ForAll("text") String text) {
        ObjectNode others = EventJson.mapper().createObjectNode();
        List<Statistics.Category> categories = new ArrayList<>();
        for (String name : names) {
            others.put(name, text);
            categories.add(new Statistics.Category(name, name, text, name.length(), null));
        }
        Statistics numbers = new Statistics(
                Long.MAX_VALUE,
                1L,
                null,
                others,
                categories,
                null,
                null,
                new Statistics.Drift(0, 0),
                new Statistics.Updates(0, 0, Map.of()),
                Map.of(),
                null);

        assertThat(DiscordLimits.objections(
                        statistics.both(numbers, 50L, "statistics:webhook").body()))
                .isEmpty();
    }

    @Provide
    Arbitrary<EventType> announced() {
        return Arbitraries.of(
                EventType.APP_DEPLOYED,
                EventType.RESOURCE_ADDED,
                EventType.CATEGORY_ADDED,
                EventType.FEATURE_RELEASED,
                EventType.MAINTENANCE,
                EventType.BUG_FIXED,
                EventType.APP_STATUS_CHANGED);
    }

    @Provide
    Arbitrary<String> text() {
        Arbitrary<String> any = Arbitraries.strings().ofMinLength(1).ofMaxLength(40);
        Arbitrary<String> markup = Arbitraries.strings()
                .withChars("*_`~|<>[]()@#-+\\ \n\t\u0000\u200b:/.123…🙂\ud800\udc00ab")
                .ofMinLength(1)
                .ofMaxLength(300);
        Arbitrary<String> addresses = markup.map(tail -> "https://a.example/" + tail);
        Arbitrary<String> long1 = markup.map(piece -> piece.repeat(60));
        return Arbitraries.oneOf(any, markup, addresses, long1);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return text().list().ofMaxSize(40);
    }

    private static EventEnvelope event(EventType type, String one, String two, String three, List<String> many) {
        ObjectNode data = EventJson.mapper().createObjectNode();
        for (String required : List.of("version", "name", "featureName", "title")) {
            data.put(required, one);
        }
        data.put("category", two).put("message", two).put("reason", two).put("description", two);
        for (String optional : List.of("url", "screenshot", "startTime", "endTime", "expectedDuration", "since")) {
            data.put(optional, three);
        }
        data.put("status", type == EventType.MAINTENANCE ? "started" : "offline");
        ArrayNode changes = data.putArray("changes");
        ArrayNode tags = data.putArray("tags");
        many.forEach(text -> {
            changes.add(text);
            tags.add(text);
        });
        Instant time = Instant.ofEpochSecond(one.hashCode() * 1_000_000L);
        return new EventEnvelope(
                "id-" + one.hashCode(), type, dev.gatewaysync.events.Source.MAIN_APP, time, time, data, null, null);
    }
}
