package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.discord.channel.Routing;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventEnvelope;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.EventSchemas;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.Source;
import dev.gatewaysync.service.Secret;
import java.time.Instant;
import java.util.Map;
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
            BuiltInType.APP_STATUS_CHANGED);

    private final TargetResolver both = new TargetResolver(new DiscordCredentials(BOT, WEBHOOK, null), Routing.usual());
    private final TargetResolver webhookOnly =
            new TargetResolver(new DiscordCredentials(null, WEBHOOK, null), Routing.usual());
    private final TargetResolver none = new TargetResolver(new DiscordCredentials(null, null, null), Routing.usual());

    @ParameterizedTest
    @EnumSource
    void every_type_has_its_targets(BuiltInType type) {
        EventEnvelope event = sample(type);

        assertThat(none.targets(event)).isEmpty();
        switch (type) {
            case RESOURCE_ADDED -> {
                assertThat(both.targets(event)).containsExactly("announcements", "category:ai-tools");
                assertThat(webhookOnly.targets(event)).containsExactly("announcements");
            }
            case STATS_UPDATED -> {
                assertThat(both.targets(event)).containsExactly("statistics:overview", "statistics:categories");
                assertThat(webhookOnly.targets(event)).containsExactly("statistics:webhook");
            }
            case RESOURCE_SUGGESTED, SUGGESTION_REVIEWED -> {
                assertThat(both.targets(event)).containsExactly("suggestions");
                assertThat(webhookOnly.targets(event)).isEmpty();
            }
            default -> {
                if (ANNOUNCED_ONLY.contains(type)) {
                    assertThat(both.targets(event)).containsExactly("announcements");
                    assertThat(webhookOnly.targets(event)).containsExactly("announcements");
                } else {
                    assertThat(both.targets(event)).isEmpty();
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
        TargetResolver targetResolver = new TargetResolver(new DiscordCredentials(BOT, WEBHOOK, null), routing);

        assertThat(targetResolver.targets(sample(BuiltInType.BUG_FIXED))).containsExactly("channel:fixes");
        assertThat(targetResolver.targets(sample(BuiltInType.SYNC_FAILED))).containsExactly("channel:ops");
        assertThat(targetResolver.targets(sample(BuiltInType.CATEGORY_ADDED))).isEmpty();
        assertThat(targetResolver.targets(sample(BuiltInType.RESOURCE_ADDED)))
                .containsExactly("channel:new", "category:ai-tools");
        assertThat(targetResolver.targets(sample(BuiltInType.APP_DEPLOYED))).containsExactly("announcements");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug-fixed", "bug-fixed=", "=x", "nothing=x", "stats-updated=x", "bug-fixed=a,bug-fixed=b"})
    void a_route_that_makes_no_sense_is_refused(String text) {
        assertThatThrownBy(() -> Routing.readChannels(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_resource_that_somebody_suggested_is_told_to_the_suggestions_card() {
        TargetResolver targetResolver = new TargetResolver(
                new DiscordCredentials(BOT, WEBHOOK, null), Routing.usual(), "https://amazing.example/"::equals);

        assertThat(targetResolver.targets(envelope(
                        BuiltInType.RESOURCE_ADDED,
                        "{\"name\":\"A\",\"category\":\"Tools\",\"url\":\"https://amazing.example/\"}")))
                .containsExactly("announcements", "category:tools", "suggestions");
        assertThat(targetResolver.targets(envelope(
                        BuiltInType.RESOURCE_ADDED,
                        "{\"name\":\"A\",\"category\":\"Tools\",\"url\":\"https://other.example/\"}")))
                .containsExactly("announcements", "category:tools");
    }

    @Test
    void an_event_whose_data_does_not_fit_is_refused_before_it_is_planned() {
        EventEnvelope event = envelope(BuiltInType.APP_DEPLOYED, "{}");

        assertThatThrownBy(() -> both.targets(event)).isInstanceOf(MalformedEventException.class);
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
}
