package dev.gatewaysync.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.config.route.DeliveryOptions;
import dev.gatewaysync.config.route.Placement;
import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.OwnType;
import dev.gatewaysync.events.Priority;
import dev.gatewaysync.events.UpdateCategory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where things go by the settings alone, and whom they ping. */
class SettingRoutesTest {
    private static final Map<String, String> SETTINGS = Map.of(
            "DISCORD_ROUTES", "sync-failed=ops, bug-fixed=#fixes, category-added=off",
            "DISCORD_CATEGORY_CHANNELS", "Search Engines=search, ai-tools=robots",
            "DISCORD_MENTIONS", "maintenance=<@&42>, bug-fixed=43");

    private final SettingRoutes routes = routes(SETTINGS);

    @Test
    void a_type_is_announced_where_the_settings_say_else_as_usual() {
        assertThat(routes.announcing(BuiltInType.BUG_FIXED)).containsExactly(placement("channel:fixes", "43"));
        assertThat(routes.announcing(BuiltInType.SYNC_FAILED)).containsExactly(placement("channel:ops"));
        assertThat(routes.announcing(BuiltInType.MAINTENANCE)).containsExactly(placement("announcements", "42"));
        assertThat(routes.announcing(BuiltInType.CATEGORY_ADDED)).as("off").isEmpty();
        assertThat(routes.announcing(BuiltInType.SYNC_COMPLETED))
                .as("in the history only")
                .isEmpty();
        assertThat(routes.announcing(new OwnType("match", UpdateCategory.GENERAL, Priority.NORMAL)))
                .containsExactly(placement("announcements"));
    }

    @Test
    void people_read_them_in_the_order_of_their_names() {
        assertThat(routes.lines())
                .containsExactly(
                        new SettingRoutes.Line("type = 'bug-fixed'", "#fixes", "DISCORD_ROUTES"),
                        new SettingRoutes.Line("type = 'category-added'", "the history only", "DISCORD_ROUTES"),
                        new SettingRoutes.Line("type = 'sync-failed'", "#ops", "DISCORD_ROUTES"),
                        new SettingRoutes.Line(
                                "type = 'resource-added' and data.category is ai-tools",
                                "#robots, as a highlight",
                                "DISCORD_CATEGORY_CHANNELS"),
                        new SettingRoutes.Line(
                                "type = 'resource-added' and data.category is search-engines",
                                "#search, as a highlight",
                                "DISCORD_CATEGORY_CHANNELS"),
                        new SettingRoutes.Line("type = 'bug-fixed'", "pings 43", "DISCORD_MENTIONS"),
                        new SettingRoutes.Line("type = 'maintenance'", "pings 42", "DISCORD_MENTIONS"));
    }

    @Test
    void what_cannot_be_read_and_what_is_not_set_is_left_out() {
        assertThat(routes(Map.of("DISCORD_ROUTES", "bug-fixed=", "DISCORD_MENTIONS", "bug-fixed=43"))
                        .lines())
                .containsExactly(new SettingRoutes.Line("type = 'bug-fixed'", "pings 43", "DISCORD_MENTIONS"));
        assertThat(routes(Map.of()).lines()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"maintenance=@everyone", "maintenance=here", "maintenance=ops", "maintenance="})
    void only_a_role_can_be_pinged(String text) {
        assertThatThrownBy(() -> Mentions.read(text))
                .hasMessageContaining("number 1 of 1")
                .satisfies(refusal -> assertThat(refusal.getMessage().contains("Everybody cannot be pinged"))
                        .isEqualTo(text.endsWith("everyone") || text.endsWith("here")));
    }

    @ParameterizedTest
    @CsvSource({"maintenance=42, 42", "maintenance=<@&42>, 42"})
    void a_role_is_named_by_its_id_or_a_mention_of_it(String text, String role) {
        assertThat(Mentions.read(text).of(BuiltInType.MAINTENANCE)).containsExactly(role);
        assertThat(Mentions.read(text).of(BuiltInType.BUG_FIXED)).isEmpty();
    }

    @Test
    void the_roles_that_something_pings_are_named_with_the_types_of_the_settings() {
        ConfigFile file = ConfigFile.of("""
                version: 1
                routes:
                  - { when: data.amount > 5, to: [announcements], mention: "123456789012345678" }
                  - { to: [announcements], mention: "223456789012345678" }
                  - { to: [announcements] }
                """, name -> Optional.empty());
        assertThat(file.problems()).isEmpty();
        Mentions mentions = Mentions.read("maintenance=223456789012345678, bug-fixed=223456789012345678");

        assertThat(NotificationRoles.of(mentions, file.config()))
                .isEqualTo(Map.of(
                        "223456789012345678", Set.of("bug-fixed", "maintenance"), "123456789012345678", Set.of()));
        assertThat(NotificationRoles.of(Mentions.none(), GatewayConfig.NONE)).isEmpty();
    }

    private static SettingRoutes routes(Map<String, String> settings) {
        return SettingRoutes.of(name -> Optional.ofNullable(settings.get(name)));
    }

    private static Placement placement(String target, String... roles) {
        return new Placement(target, new DeliveryOptions(Set.of(roles), false, false, null), null, false);
    }
}
