package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.config.route.ConfiguredRoutes;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.settings.Secret;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TargetResolverTest {
    private static final DiscordCredentials.Bot BOT = new DiscordCredentials.Bot(new Secret("token"), "1");
    private static final WebhookAddress WEBHOOK = WebhookAddress.parse("https://discord.com/api/webhooks/1/abc");
    private static final Set<BuiltInType> ANNOUNCED_ONLY = Set.of(
            BuiltInType.APP_DEPLOYED,
            BuiltInType.CATEGORY_ADDED,
            BuiltInType.FEATURE_RELEASED,
            BuiltInType.MAINTENANCE,
            BuiltInType.BUG_FIXED,
            BuiltInType.CUSTOM,
            BuiltInType.MILESTONE_REACHED,
            BuiltInType.APP_STATUS_CHANGED,
            BuiltInType.DIGEST);

    private static final ConfiguredRoutes NO_ROUTES =
            new ConfiguredRoutes(() -> GatewayConfig.NONE, InstantSource.system());

    private final TargetResolver both =
            new TargetResolver(new DiscordCredentials(BOT, WEBHOOK, null), Routing.usual(), NO_ROUTES, url -> false);
    private final TargetResolver webhookOnly =
            new TargetResolver(new DiscordCredentials(null, WEBHOOK, null), Routing.usual(), NO_ROUTES, url -> false);
    private final TargetResolver none =
            new TargetResolver(new DiscordCredentials(null, null, null), Routing.usual(), NO_ROUTES, url -> false);

    @ParameterizedTest
    @EnumSource
    void every_type_has_its_targets(BuiltInType type) {
        EventEnvelope event = sample(type);

        assertThat(targets(none, event)).isEmpty();
        switch (type) {
            case RESOURCE_ADDED -> {
                assertThat(targets(both, event)).containsExactly("announcements", "category:ai-tools");
                assertThat(targets(webhookOnly, event)).containsExactly("announcements");
            }
            case STATS_UPDATED -> {
                assertThat(targets(both, event)).containsExactly("statistics:overview", "statistics:categories");
                assertThat(targets(webhookOnly, event)).containsExactly("statistics:webhook");
            }
            case RESOURCE_SUGGESTED, SUGGESTION_REVIEWED -> {
                assertThat(targets(both, event)).containsExactly("suggestions");
                assertThat(targets(webhookOnly, event)).isEmpty();
            }
            default -> {
                if (ANNOUNCED_ONLY.contains(type)) {
                    assertThat(targets(both, event)).containsExactly("announcements");
                    assertThat(targets(webhookOnly, event)).containsExactly("announcements");
                } else {
                    assertThat(targets(both, event)).isEmpty();
                }
            }
        }
    }

    @Test
    void a_routed_type_goes_to_its_channel_and_only_there() {
        Routing routing = new Routing(
                Routing.readChannels("bug-fixed=#fixes, sync-failed=ops,category-added=off,resource-added=new"),
                Map.of(),
                false);
        TargetResolver targetResolver =
                new TargetResolver(new DiscordCredentials(BOT, WEBHOOK, null), routing, NO_ROUTES, url -> false);

        assertThat(targets(targetResolver, sample(BuiltInType.BUG_FIXED))).containsExactly("channel:fixes");
        assertThat(targets(targetResolver, sample(BuiltInType.SYNC_FAILED))).containsExactly("channel:ops");
        assertThat(targets(targetResolver, sample(BuiltInType.CATEGORY_ADDED))).isEmpty();
        assertThat(targets(targetResolver, sample(BuiltInType.RESOURCE_ADDED)))
                .containsExactly("channel:new", "category:ai-tools");
        assertThat(targets(targetResolver, sample(BuiltInType.APP_DEPLOYED))).containsExactly("announcements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug-fixed", "bug-fixed=", "=x", "nothing=x", "stats-updated=x", "bug-fixed=a,bug-fixed=b"})
    void a_route_that_makes_no_sense_is_refused(String text) {
        assertThatThrownBy(() -> Routing.readChannels(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_resource_that_somebody_suggested_is_told_to_the_suggestions_card() {
        TargetResolver targetResolver = new TargetResolver(
                new DiscordCredentials(BOT, WEBHOOK, null),
                Routing.usual(),
                NO_ROUTES,
                "https://amazing.example/"::equals);

        assertThat(targets(
                        targetResolver,
                        envelope(
                                BuiltInType.RESOURCE_ADDED,
                                "{\"name\":\"A\",\"category\":\"Tools\",\"url\":\"https://amazing.example/\"}")))
                .containsExactly("announcements", "category:tools", "suggestions");
        assertThat(targets(
                        targetResolver,
                        envelope(
                                BuiltInType.RESOURCE_ADDED,
                                "{\"name\":\"A\",\"category\":\"Tools\",\"url\":\"https://other.example/\"}")))
                .containsExactly("announcements", "category:tools");
    }

    @Test
    void what_is_sent_to_without_waiting_for_an_event_is_foreseen() {
        Routing routing = new Routing(
                Routing.readChannels("bug-fixed=#fixes, sync-failed=fixes, category-added=off"), Map.of(), false);
        ConfiguredRoutes team = routes("targets: { team: { channel: team } }");

        assertThat(new TargetResolver(new DiscordCredentials(BOT, WEBHOOK, null), routing, team, url -> false)
                        .foreseen())
                .containsExactly(
                        "team", "announcements", "statistics:overview", "statistics:categories", "channel:fixes");
        assertThat(new TargetResolver(new DiscordCredentials(null, null, null), routing, team, url -> false).foreseen())
                .containsExactly("team");
    }

    @Test
    void what_is_announced_in_quiet_hours_is_kept_back_until_they_are_over() {
        ConfiguredRoutes quiet = routes("quiet: { from: \"11:30\", to: \"13:30\", hold: [bug-fixed] }");
        TargetResolver resolver =
                new TargetResolver(new DiscordCredentials(BOT, null, null), Routing.usual(), quiet, url -> false);

        assertThat(resolver.placements(sample(BuiltInType.BUG_FIXED)))
                .extracting(Placement::notBefore)
                .containsExactly(Instant.parse("2026-01-05T13:30:00Z"));
    }

    /** At noon. */
    private static ConfiguredRoutes routes(String yaml) {
        ConfigFile file = ConfigFile.of("version: 1\n" + yaml + "\n", name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        return new ConfiguredRoutes(file::config, InstantSource.fixed(Instant.parse("2026-01-05T12:00:00Z")));
    }

    @Test
    void an_event_whose_data_does_not_fit_is_refused_before_it_is_planned() {
        EventEnvelope event = envelope(BuiltInType.APP_DEPLOYED, "{}");

        assertThatThrownBy(() -> targets(both, event)).isInstanceOf(MalformedEventException.class);
    }

    private static EventEnvelope sample(BuiltInType type) {
        return envelope(
                type,
                EventJson.mapper()
                        .readTree(EventSchemas.sample(type))
                        .path("data")
                        .toString());
    }

    private static EventEnvelope envelope(BuiltInType type, String data) {
        return new EventEnvelope(
                "id",
                type,
                Source.MAIN_APP,
                Instant.EPOCH,
                Instant.EPOCH,
                (ObjectNode) EventJson.mapper().readTree(data),
                null,
                null);
    }

    private static List<String> targets(TargetResolver resolver, EventEnvelope event) {
        return resolver.placements(event).stream().map(Placement::target).toList();
    }
}
