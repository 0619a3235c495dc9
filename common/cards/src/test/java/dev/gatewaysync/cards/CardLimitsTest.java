package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.storage.statistics.Statistics;
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
    private final EventCards cards = new EventCards("Everything Gateway", () -> GatewayConfig.NONE);
    private final StatisticsCards statistics = new StatisticsCards("Gate *way*");

    @Property(tries = 400)
    void whatever_an_event_says_discord_takes_the_message(
            @ForAll("announced") BuiltInType type,
            @ForAll("text") String one,
            @ForAll("text") String two,
            @ForAll("text") String three,
            @ForAll("texts") List<String> many) {
        EventEnvelope event = event(type, one, two, three, many);
        if (isRefusedAtTheDoor(event)) {
            return;
        }
        Embed announcement = cards.announcement(event, "announcements");

        assertThat(DiscordLimits.objections(Message.of(announcement).body())).isEmpty();
        if (type == BuiltInType.RESOURCE_ADDED) {
            Embed highlight = cards.highlight(event, "category:x");
            assertThat(DiscordLimits.objections(Message.of(highlight).body())).isEmpty();
        }
        assertThat(cards.announcement(event, "announcements").toJson()).isEqualTo(announcement.toJson());
    }

    @Property(tries = 300)
    void whatever_release_notes_say_discord_takes_the_message_and_nobody_is_pinged(
            @ForAll("notes") String notes, @ForAll("text") String name, @ForAll boolean prerelease) {
        ObjectNode data = EventJson.mapper()
                .createObjectNode()
                .put("featureName", "v1 " + name)
                .put("description", notes)
                .put("descriptionFormat", "markdown")
                .put("url", "https://github.com/a/b/releases/tag/v1")
                .put("prerelease", prerelease);
        Instant time = Instant.ofEpochSecond(1);
        EventEnvelope event = new EventEnvelope(
                "id", BuiltInType.FEATURE_RELEASED, dev.gatewaysync.events.Source.GITHUB, time, time, data, null, null);
        if (isRefusedAtTheDoor(event)) {
            return;
        }

        ObjectNode body = Message.of(cards.announcement(event, "announcements")).body();

        assertThat(DiscordLimits.objections(body)).isEmpty();
    }

    @Property(tries = 200)
    void a_maintenance_or_an_incident_is_taken_at_every_step_and_at_its_end(
            @ForAll("texts") List<String> messages, @ForAll("text") String reason) {
        MaintenanceCard maintenance = null;
        IncidentCard incident = null;
        EventEnvelope last = null;
        for (String text : messages) {
            EventEnvelope step = event(BuiltInType.MAINTENANCE, "x", text + "!", reason, List.of());
            maintenance = maintenance == null ? MaintenanceCard.of(step) : maintenance.next(step);
            assertTaken(Message.of(cards.maintenance(maintenance, step, "m", "announcements")));
            EventEnvelope down = event(BuiltInType.APP_STATUS_CHANGED, "x", text + "!", reason, List.of());
            incident = incident == null ? IncidentCard.of(down) : incident.next(down);
            assertTaken(Message.of(cards.incident(incident, down, "i", "announcements")));
            last = step;
        }
        if (maintenance != null && last != null) {
            assertTaken(Message.of(cards.maintenanceEnd(maintenance, last, "announcements", CardContractTest.LINKED)));
        }
    }

    /** A required text in which nothing can be seen makes no event. */
    private static boolean isRefusedAtTheDoor(EventEnvelope event) {
        try {
            return event.event() == null;
        } catch (MalformedEventException e) {
            return true;
        }
    }

    private static void assertTaken(Message message) {
        assertThat(DiscordLimits.objections(message.body())).isEmpty();
    }

    @Property(tries = 200)
    void any_digest_is_taken(@ForAll("texts") List<String> names, @ForAll("text") String category) {
        List<ResourceAdded> first = names.stream()
                .map(name -> new ResourceAdded(name, category, "https://a.example/" + name, null, List.of()))
                .toList();
        EventEnvelope last = event(BuiltInType.RESOURCE_ADDED, "name", category, "x", List.of());

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
    Arbitrary<BuiltInType> announced() {
        return Arbitraries.of(
                BuiltInType.APP_DEPLOYED,
                BuiltInType.RESOURCE_ADDED,
                BuiltInType.CATEGORY_ADDED,
                BuiltInType.FEATURE_RELEASED,
                BuiltInType.MAINTENANCE,
                BuiltInType.BUG_FIXED,
                BuiltInType.CUSTOM,
                BuiltInType.CATEGORY_UPDATED,
                BuiltInType.RESOURCE_UPDATED,
                BuiltInType.RESOURCE_REMOVED,
                BuiltInType.USER_FEEDBACK,
                BuiltInType.RESOURCE_SUGGESTED,
                BuiltInType.APP_STATUS_CHANGED);
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
        Arbitrary<String> unseen = Arbitraries.strings()
                .withChars(
                        "\u00a0\u2007\u202f\ufeff\u200b\u200e\u2060\u3164\u115f\u2800\u00ad\u0000\u0007\u001b\u0085\u2028\u2029\r\n\t a")
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> pings = Arbitraries.of(
                "@everyone",
                "@here",
                "<@&123456789012345678>",
                "<@123456789012345678>",
                "<#1>",
                "</command:1>",
                "<t:0:R>");
        Arbitrary<String> hosts = Arbitraries.of(
                        "https://user:password@a.example/",
                        "https://a.example:99999/",
                        "https://m\u00fcnchen.example/",
                        "http://localhost/",
                        "https://[::1]/",
                        "https://a_b.example/",
                        "javascript:alert(1)",
                        "https://discord.gg/abc")
                .flatMap(host -> markup.map(tail -> host + tail));
        return Arbitraries.oneOf(any, markup, addresses, long1, unseen, pings, hosts, mixed(markup, pings, unseen));
    }

    private static Arbitrary<String> mixed(
            Arbitrary<String> markup, Arbitrary<String> pings, Arbitrary<String> unseen) {
        return Arbitraries.oneOf(markup, pings, unseen)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(parts -> String.join(" ", parts));
    }

    /** Release notes as people and tools write them, in all their shapes, and broken off anywhere. */
    @Provide
    Arbitrary<String> notes() {
        Arbitrary<String> block = Arbitraries.oneOf(
                text().map(text -> "# " + text),
                text().map(text -> "- " + text + "\n  - [x] " + text + "\n"),
                text().map(text -> "1. " + text),
                text().map(text -> "> " + text),
                text().map(text -> "```java\n" + text + "\n```"),
                text().map(text -> "| a | b |\n| --- | --- |\n| " + text + " | `" + text + "` |"),
                text().map(text -> "<details><summary>" + text + "</summary>" + text + "</details>"),
                text().map(text -> "<!-- " + text + " -->"),
                text().map(text ->
                        "[" + text + "](https://a.example/" + text + ") ![" + text + "](https://a.example/x.png)"),
                text().map(text -> "**" + text + "** ~~" + text + "~~ ||" + text + "|| `" + text),
                text());
        return block.list().ofMinSize(1).ofMaxSize(25).map(blocks -> String.join("\n\n", blocks));
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return text().list().ofMaxSize(40);
    }

    private static EventEnvelope event(BuiltInType type, String one, String two, String three, List<String> many) {
        ObjectNode data = EventJson.mapper().createObjectNode();
        for (String required : List.of("version", "name", "featureName", "title")) {
            data.put(required, one);
        }
        data.put("user", one).put("text", two);
        data.put("category", two).put("message", two).put("reason", two).put("description", two);
        for (String optional : List.of("url", "screenshot", "startTime", "endTime", "expectedDuration", "since")) {
            data.put(optional, three);
        }
        if (type == BuiltInType.CUSTOM) {
            data.put("category", "general").put("priority", "high").put("image", three);
            ArrayNode fields = data.putArray("fields");
            many.forEach(text -> fields.addObject()
                    .put("name", text)
                    .put("value", text + one)
                    .put("inline", text.length() % 2 == 0));
        }
        data.put("status", type == BuiltInType.MAINTENANCE ? "started" : "offline");
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
