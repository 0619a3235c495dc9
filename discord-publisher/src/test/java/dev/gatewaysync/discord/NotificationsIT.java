package dev.gatewaysync.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.AuditEntry;
import dev.gatewaysync.simulator.guild.Overwrite;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Members choose by which roles they are pinged. */
class NotificationsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String MENU = "notifications:0";

    @TempDir
    Path folder;

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final String readers = discord.permissions().addRole("Readers *1*", false);
    private final String operators = discord.permissions().addRole("Operators", false);

    private RunningPublisher started(String... roles) {
        String[] types = {"maintenance", "app-deployed", "bug-fixed", "milestone-reached", "feature-released"};
        StringBuilder mentions = new StringBuilder();
        for (int i = 0; i < roles.length; i++) {
            mentions.append(i == 0 ? "" : ",").append(types[i]).append('=').append(roles[i]);
        }
        RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("DISCORD_MENTIONS", mentions.toString()));
        await().atMost(LONG).until(() -> discord.commands().contains("notifications"));
        return publisher;
    }

    private SimulatedMessage asked() {
        SimulatedInteraction asked = discord.member().slash("notifications", Map.of());
        await().atMost(LONG).until(() -> asked.reply().isPresent() && !asked.isThinking());
        assertThat(asked.isEphemeral()).isTrue();
        return asked.reply().orElseThrow();
    }

    private static List<JsonNode> options(SimulatedMessage message) {
        return message.body()
                .components()
                .path(0)
                .path("components")
                .path(0)
                .path("options")
                .valueStream()
                .toList();
    }

    private static List<String> labels(SimulatedMessage message) {
        return options(message).stream()
                .map(option -> option.path("label").asString(""))
                .toList();
    }

    private String chosen(SimulatedMessage from, String... roles) {
        SimulatedInteraction chosen = discord.member().select(from, MENU, List.of(roles));
        await().atMost(LONG)
                .until(() -> chosen.reply()
                        .filter(reply -> reply.edits() > from.edits())
                        .isPresent());
        return chosen.reply().orElseThrow().content();
    }

    @Test
    void a_member_takes_a_role_and_leaves_it_and_the_audit_log_says_why() {
        try (RunningPublisher publisher = started(readers, operators)) {
            SimulatedMessage menu = asked();
            assertThat(labels(menu)).containsExactlyInAnyOrder("Readers *1*", "Operators");
            assertThat(options(menu).toString()).contains("Pinged for: maintenance");
            assertThat(chosen(menu, readers)).isEqualTo("You are now notified by **Readers \\*1\\***.");
            assertThat(discord.permissions().rolesOf(discord.member())).containsExactly(readers);

            SimulatedMessage again = asked();
            assertThat(options(again).stream()
                            .filter(option -> option.path("default").asBoolean(false))
                            .map(option -> option.path("value").asString("")))
                    .containsExactly(readers);
            assertThat(chosen(again, readers)).isEqualTo("Nothing was changed.");
            assertThat(chosen(asked(), operators)).contains("now notified by **Operators**", "no longer notified by");
            assertThat(discord.permissions().rolesOf(discord.member())).containsExactly(operators);
            assertThat(discord.permissions().auditLog())
                    .extracting(AuditEntry::given, AuditEntry::reason)
                    .contains(org.assertj.core.groups.Tuple.tuple(true, "Asked for with /notifications"))
                    .hasSize(3);
        }
    }

    @Test
    void a_role_that_gives_anything_else_is_not_offered() {
        var permissions = discord.permissions();
        String powerful = permissions.addRole("Moderators", false);
        permissions.setRole(powerful, Permission.MANAGE_MESSAGES);
        String opening = permissions.addRole("Insiders", false);
        permissions.overwrite("tools", new Overwrite(opening, Overwrite.Target.ROLE, Permission.VIEW_CHANNEL, 0));
        String high = permissions.addRole("High", false);
        permissions.raiseRole(high);
        try (RunningPublisher publisher =
                started(powerful, opening, high, readers, permissions.ofBot().id())) {
            assertThat(labels(asked())).containsExactly("Readers *1*");
        }
    }

    /** Discord makes new roles so. */
    @Test
    void a_role_that_gives_only_what_everybody_has_is_offered() {
        var permissions = discord.permissions();
        permissions.setEveryone(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES);
        permissions.setRole(readers, Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES);
        permissions.setRole(operators, Permission.VIEW_CHANNEL | Permission.MANAGE_MESSAGES);
        try (RunningPublisher publisher = started(readers, operators)) {
            assertThat(labels(asked())).containsExactly("Readers *1*");
        }
    }

    @Test
    void a_role_that_has_got_a_permission_since_it_was_offered_is_not_given() {
        try (RunningPublisher publisher = started(readers, operators)) {
            SimulatedMessage menu = asked();
            discord.permissions().setRole(readers, Permission.ADMINISTRATOR);
            assertThat(chosen(menu, readers)).isEqualTo("Nothing was changed.");
            assertThat(discord.permissions().rolesOf(discord.member())).isEmpty();
        }
    }

    @Test
    void without_manage_roles_it_is_off_and_says_so() {
        discord.permissions().takeFromBot(Permission.MANAGE_ROLES);
        try (RunningPublisher publisher = started(readers)) {
            SimulatedMessage said = asked();
            assertThat(said.content()).contains("This is off", "Manage Roles");
            assertThat(said.body().components()).isEmpty();
        }
    }

    @Test
    void where_nothing_pings_a_role_there_is_nothing_to_choose() {
        try (RunningPublisher publisher = started()) {
            assertThat(asked().content()).contains("There is nothing to choose");
        }
    }

    @Test
    void more_roles_than_a_menu_holds_are_in_several() throws IOException {
        String[] many = Stream.iterate(1, i -> i + 1)
                .limit(27)
                .map(i -> discord.permissions().addRole("Role " + i, false))
                .toArray(String[]::new);
        String yaml = Stream.of(many)
                .map(role -> "  - { when: type = 'custom', to: [announcements], mention: \"" + role + "\" }\n")
                .collect(Collectors.joining("", "version: 1\nroutes:\n", ""));
        Path file = Files.writeString(folder.resolve("gateway.yml"), yaml);
        try (RunningPublisher publisher =
                RunningPublisher.withSettings(discord, Map.of("GATEWAY_CONFIG", file.toString()))) {
            await().atMost(LONG).until(() -> discord.commands().contains("notifications"));
            SimulatedMessage menu = asked();
            assertThat(menu.body().components()).hasSize(2);
            assertThat(labels(menu)).hasSize(25);
        }
    }
}
