package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.events.AppStatusChanged;
import dev.gatewaysync.events.Batch;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.GatewayEvent;
import dev.gatewaysync.events.Maintenance;
import dev.gatewaysync.events.ResourceAdded;
import dev.gatewaysync.events.ResourceSuggested;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.events.SuggestionReviewed;
import dev.gatewaysync.language.Language;
import dev.gatewaysync.storage.statistics.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/** Golden files of what is sent. Run with {@code GOLDEN_WRITE} set to write them anew, and read the difference. */
class CardContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/gatewaysync/cards");
    private static final Instant NOON = Instant.parse("2025-09-06T12:00:00Z");

    private final EventCards cards = new EventCards("Everything Gateway", () -> GatewayConfig.NONE);
    private final StatisticsCards statistics = new StatisticsCards("Everything Gateway");

    @ParameterizedTest
    @EnumSource(
            names = {
                "APP_DEPLOYED",
                "RESOURCE_ADDED",
                "CATEGORY_ADDED",
                "FEATURE_RELEASED",
                "MAINTENANCE",
                "BUG_FIXED",
                "CUSTOM",
                "MILESTONE_REACHED",
                "APP_STATUS_CHANGED",
                "DIGEST"
            })
    void announcement_of_the_sample_is_as_agreed(BuiltInType type) throws IOException {
        agreed(type.wireName(), Message.of(cards.announcement(sample(type), "announcements")));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "RESOURCE_UPDATED",
                "RESOURCE_REMOVED",
                "CATEGORY_UPDATED",
                "SYNC_COMPLETED",
                "SYNC_FAILED",
                "BACKUP_COMPLETED",
                "USER_FEEDBACK",
                "RESOURCE_SUGGESTED",
                "SUGGESTION_REVIEWED",
                "SYNC_REQUESTED"
            })
    void what_is_shown_only_where_it_is_routed_has_a_card_too(BuiltInType type) throws IOException {
        agreed(type.wireName(), Message.of(cards.announcement(sample(type), "channel:ops")));
    }

    @Test
    void a_role_is_pinged_alone() throws IOException {
        Message message = Message.of(cards.announcement(sample(BuiltInType.MAINTENANCE), "announcements"))
                .pinging(new Mentions(Map.of(BuiltInType.MAINTENANCE, "42")).of(BuiltInType.MAINTENANCE));

        assertThat(DiscordLimits.objectionsButThePingOf("42", message.body())).isEmpty();
        golden("mention", message);
    }

    @Test
    void highlight_of_the_sample_is_as_agreed() throws IOException {
        agreed("highlight", Message.of(cards.highlight(sample(BuiltInType.RESOURCE_ADDED), "category:ai-tools")));
    }

    @Test
    void digest_is_as_agreed() throws IOException {
        List<ResourceAdded> first = IntStream.rangeClosed(1, 10)
                .mapToObj(n -> new ResourceAdded(
                        "Tool *" + n + "*", "AI Tools", "https://tool" + n + ".example/a_(b)", null, List.of()))
                .toList();
        EventEnvelope last = sample(BuiltInType.RESOURCE_ADDED).withBatch(new Batch("run/ai-tools", 34, 34));
        agreed("resources-digest", Message.of(cards.digest(last, "announcements", first, 34)));
    }

    @Test
    void deploy_with_many_changes_names_five() throws IOException {
        EventEnvelope event = envelope(
                BuiltInType.APP_DEPLOYED,
                "{\"version\":\"v3\",\"changes\":[\"a\",\"b\",\" \",\"c\",\"d\",\"e\",\"f\",\"g\"]}");
        agreed("app-deployed-many", Message.of(cards.announcement(event, "announcements")));
    }

    @Test
    void a_suggestion_has_buttons_until_it_is_decided_and_says_when_its_resource_is_there() throws IOException {
        EventEnvelope suggested = sample(BuiltInType.RESOURCE_SUGGESTED);
        SuggestionCard open = SuggestionCard.of("suggestion-1", (ResourceSuggested) suggested.event());
        agreed("suggestion-open", cards.suggestion(open, suggested, "suggestions"));

        EventEnvelope reviewed = sample(BuiltInType.SUGGESTION_REVIEWED);
        SuggestionCard decided = open.next((SuggestionReviewed) reviewed.event());
        agreed("suggestion-decided", cards.suggestion(decided, reviewed, "suggestions"));

        EventEnvelope added = sample(BuiltInType.RESOURCE_ADDED);
        agreed("suggestion-added", cards.suggestion(decided.next((ResourceAdded) added.event()), added, "suggestions"));
    }

    @Test
    void maintenance_keeps_what_later_events_leave_out_and_tells_its_story() throws IOException {
        MaintenanceCard view = MaintenanceCard.of(at(
                        NOON.minusSeconds(7_200),
                        "m-1",
                        new Maintenance(
                                Maintenance.Status.SCHEDULED, "Soon", "30 minutes", "2025-09-06T12:00:00Z", null)))
                .next(at(NOON, "m-2", new Maintenance(Maintenance.Status.STARTED, "Now *really*", null, null, "later")))
                .next(at(
                        NOON, "m-2", new Maintenance(Maintenance.Status.STARTED, "Now *really*", null, null, "later")));
        EventEnvelope completed = at(
                NOON.plusSeconds(1_800),
                "m-3",
                new Maintenance(Maintenance.Status.COMPLETED, "Done", null, null, "2025-09-06T12:30:00+02:00"));
        view = view.next(completed);
        assertThat(view.isOpen()).isFalse();
        agreed("maintenance-completed", Message.of(cards.maintenance(view, completed, "m-1", "announcements")));
        agreed("maintenance-end", Message.of(cards.maintenanceEnd(view, completed, "announcements", LINKED)));
    }

    @Test
    void a_maintenance_that_is_called_off_is_over_and_says_so_and_how_long_it_took_is_not_asked() throws IOException {
        EventEnvelope cancelled = at(
                NOON.plusSeconds(1_800),
                "m-3",
                new Maintenance(Maintenance.Status.CANCELLED, "Not needed any more", null, null, null));
        MaintenanceCard view = MaintenanceCard.of(
                        at(NOON, "m-1", new Maintenance(Maintenance.Status.STARTED, "Now", null, null, null)))
                .next(cancelled);
        assertThat(view.isOpen()).isFalse();
        assertThat(view.durationSeconds()).isNull();
        agreed("maintenance-cancelled", Message.of(cards.maintenance(view, cancelled, "m-1", "announcements")));
        agreed("maintenance-cancelled-end", Message.of(cards.maintenanceEnd(view, cancelled, "announcements", LINKED)));
    }

    @Test
    void incident_ends_with_its_duration_and_its_story() throws IOException {
        EventEnvelope online = at(
                NOON.plusSeconds(3_725),
                "i-2",
                new AppStatusChanged(AppStatusChanged.Status.ONLINE, "2025-09-06T12:00:00Z", null, null, 3_725L, null));
        IncidentCard view =
                IncidentCard.of(sample(BuiltInType.APP_STATUS_CHANGED)).next(online);
        assertThat(view.isOpen()).isFalse();
        agreed("incident-over", Message.of(cards.incident(view, online, "i-1", "announcements")));
        agreed("incident-end", Message.of(cards.incidentEnd(view, online, "announcements", LINKED)));
    }

    @Test
    void the_end_that_answers_its_card_needs_no_link_to_it_in_either_language() {
        EventEnvelope over = envelope(BuiltInType.MAINTENANCE, "{\"status\": \"completed\", \"message\": \"Done\"}");
        EventCards.EndedCard answered = new EventCards.EndedCard("https://discord.com/channels/1/2/3", true);
        for (Language language : Language.values()) {
            ObjectNode end = cards.in(() -> language)
                    .maintenanceEnd(MaintenanceCard.of(over), over, "announcements", answered)
                    .toJson();
            assertThat(end.path("description").asString()).isEqualTo("Done");
        }
    }

    @Test
    void a_view_stored_before_there_were_stories_goes_on_with_what_it_said() {
        MaintenanceCard old =
                EventJson.mapper().readValue("{\"status\":\"scheduled\",\"message\":\"Soon\"}", MaintenanceCard.class);
        assertThat(old.next(sample(BuiltInType.MAINTENANCE)).story())
                .extracting(CardTimeline.Step::state, CardTimeline.Step::text)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("scheduled", "Soon"),
                        org.assertj.core.api.Assertions.tuple("started", "Performing database updates"));
        IncidentCard incident = EventJson.mapper().readValue("{\"status\":\"offline\"}", IncidentCard.class);
        assertThat(incident.next(sample(BuiltInType.APP_STATUS_CHANGED)).story())
                .hasSize(2);
    }

    @Test
    void a_long_story_keeps_its_first_and_its_newest_steps() {
        MaintenanceCard view = MaintenanceCard.of(sample(BuiltInType.MAINTENANCE));
        for (int n = 1; n <= 40; n++) {
            view = view.next(at(
                    NOON.plusSeconds(n * 60L),
                    "m-" + n,
                    new Maintenance(Maintenance.Status.STARTED, ("step " + n + " *").repeat(40), null, null, null)));
        }
        assertThat(view.story()).hasSizeLessThan(20);
        Embed embed = cards.maintenance(view, sample(BuiltInType.MAINTENANCE), "m", "announcements");
        String story = embed.toJson()
                .path("fields")
                .valueStream()
                .toList()
                .getLast()
                .path("value")
                .asString("");
        assertThat(story.length()).isLessThanOrEqualTo(1024);
        assertThat(story.lines().findFirst().orElseThrow()).contains("Performing database updates");
        assertThat(story.lines().toList().getLast()).contains("step 40 ");
        assertThat(DiscordLimits.objections(Message.of(embed).body())).isEmpty();
    }

    private static EventEnvelope at(Instant time, String id, GatewayEvent event) {
        return new EventEnvelope(
                id,
                event.type(),
                Source.MAIN_APP,
                time,
                time,
                (ObjectNode) EventJson.mapper().valueToTree(event),
                null,
                null);
    }

    @Test
    void statistics_are_as_agreed() throws IOException {
        Statistics numbers = numbers();
        agreed("statistics-overview", Message.of(statistics.overview(numbers, 550L, "statistics:overview")));
        agreed("statistics-categories", Message.of(statistics.categories(numbers, "statistics:categories")));
        agreed("statistics-webhook", statistics.both(numbers, 550L, "statistics:webhook"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "online      | true  | 2025-09-06T12:00:00Z | 99.999 | 100  | ✅ online, checked <t:1757160000:R>;24 h:"
                        + " 99.99 %;7 d: 100 %",
                "degraded    | true  | 2025-09-06T12:00:00Z | 50.0   | -    | 🟠 degraded, checked <t:1757160000:R>;24"
                        + " h: 50 %",
                "offline     | true  | 2025-09-06T12:00:00Z | 0.0    | 0.25 | ❌ offline, checked <t:1757160000:R>;24"
                        + " h: 0 %;7 d: 0.25 %",
                "unknown     | true  | -                    | -      | -    | ❔ unknown, not checked yet",
                "unknown     | false | 2025-09-06T12:00:00Z | -      | 99.0 | not watched",
                "maintenance | false | -                    | -      | -    | 🛠️ maintenance, not watched",
            })
    void status_says_how_the_main_app_is_and_since_when_that_is_known(
            String status, boolean watched, Instant checkedAt, Double day, Double week, String shown) {
        ReplyCards.App app = new ReplyCards.App(status, watched, checkedAt, day, week);

        Message message = new ReplyCards("Everything Gateway")
                .status(new ReplyCards.Status(Map.of("🤖 Discord", "ok"), app, 0, 0, Map.of()));

        assertThat(DiscordLimits.objections(message.body())).isEmpty();
        assertThat(message.body().at("/embeds/0/fields/1/name").asString()).isEqualTo("🌐 Main app");
        assertThat(message.body().at("/embeds/0/fields/1/value").asString()).isEqualTo(shown.replace(';', '\n'));
    }

    private static Statistics numbers() {
        return new Statistics(
                593L,
                14L,
                1_500L,
                EventJson.mapper()
                        .readTree("{\"searchesToday\":4200,\"top_query\":\"*maps*\",\"ratio\":0.5,\"nested\":{\"a\":1},"
                                + "\"empty\":\"\",\"blank\":\"\u00a0\"}"),
                List.of(
                        new Statistics.Category("search-engines", "Search Engines", "🔍", 39, null),
                        new Statistics.Category("tools", "Tools & Utilities", "fa-solid fa-wrench", 1_052, "gone")),
                null,
                null,
                new Statistics.Drift(3, 1),
                new Statistics.Updates(10, 2, Map.of()),
                Map.of(),
                NOON);
    }

    static EventEnvelope sample(BuiltInType type) {
        return envelope(
                type,
                EventJson.mapper()
                        .readTree(EventSchemas.sample(type))
                        .path("data")
                        .toString());
    }

    static final EventCards.EndedCard LINKED = new EventCards.EndedCard("https://discord.com/channels/1/2/3", false);

    static EventEnvelope envelope(BuiltInType type, String data) {
        return new EventEnvelope(
                "01991f3a-7d3c-7000-8000-000000000001",
                type,
                Source.MAIN_APP,
                NOON,
                NOON,
                (ObjectNode) EventJson.mapper().readTree(data),
                null,
                null);
    }

    private static void agreed(String name, Message message) throws IOException {
        assertThat(DiscordLimits.objections(message.body())).isEmpty();
        golden(name, message);
    }

    private static void golden(String name, Message message) throws IOException {
        String actual = EventJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(message.body()) + "\n";
        Path file = GOLDEN.resolve(name + ".json");
        if (System.getenv("GOLDEN_WRITE") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
