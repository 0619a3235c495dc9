package dev.gatewaysync.console.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.service.settings.Settings;
import dev.gatewaysync.simulator.DiscordSimulator;
import dev.gatewaysync.simulator.SimulatorSettings;
import dev.gatewaysync.simulator.guild.Permission;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the self-check says of a server is what that server then does: both are asked of the same simulator. */
class SimulatedServersTest {

    record Wrong(
            String what,
            BiConsumer<DiscordSimulator, Map<String, String>> spoil,
            String check,
            String outcome,
            String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> servers() {
        return Stream.of(
                new Wrong(
                        "no Pin Messages",
                        (discord, set) -> discord.permissions().takeFromBot(Permission.PIN_MESSAGES),
                        "Discord #welcome-and-start-here",
                        "failed",
                        "Pin Messages"),
                new Wrong(
                        "a channel that denies Send Messages to the bot",
                        (discord, set) -> discord.permissions().denyBot("updates", Permission.SEND_MESSAGES),
                        "Discord #updates",
                        "failed",
                        "Send Messages"),
                new Wrong(
                        "a channel that denies Embed Links to everybody, and no role that gives it",
                        (discord, set) ->
                                discord.permissions().denyEveryone("showcase-your-finds", Permission.EMBED_LINKS),
                        "Discord #showcase-your-finds",
                        "failed",
                        "Embed Links"),
                new Wrong(
                        "no Read Message History in a category's channel",
                        (discord, set) -> discord.permissions().denyBot("ai-tools", Permission.READ_MESSAGE_HISTORY),
                        "Discord #ai-tools",
                        "failed",
                        "Read Message History"),
                new Wrong(
                        "no Read Message History in the webhook's channel",
                        (discord, set) -> {
                            set.put("DISCORD_WEBHOOK_URL", discord.webhookUrl());
                            discord.permissions().denyBot("updates", Permission.READ_MESSAGE_HISTORY);
                        },
                        "Discord #updates",
                        "warning",
                        "messages whose answer was lost cannot be looked up"),
                new Wrong(
                        "no Manage Channels",
                        (discord, set) -> {
                            set.put("DISCORD_CREATE_CHANNELS", "on");
                            discord.permissions().takeFromBot(Permission.MANAGE_CHANNELS);
                        },
                        "Discord permissions",
                        "failed",
                        "Manage Channels"),
                new Wrong(
                        "a forum without Manage Posts",
                        (discord, set) -> {
                            discord.addForum("releases", false);
                            set.put("DISCORD_ROUTES", "feature-released=releases");
                            discord.permissions().denyBot("releases", Permission.MANAGE_THREADS);
                        },
                        "Discord #releases",
                        "warning",
                        "Manage Posts"),
                new Wrong(
                        "a role that the bot may not ping",
                        (discord, set) -> {
                            set.put(
                                    "DISCORD_MENTIONS",
                                    "maintenance=" + discord.permissions().addRole("Readers", false));
                            discord.permissions().takeFromBot(Permission.MENTION_EVERYONE);
                        },
                        "Discord mention maintenance",
                        "failed",
                        "nobody is pinged"),
                new Wrong(
                        "no Manage Roles",
                        (discord, set) -> {
                            set.put(
                                    "DISCORD_MENTIONS",
                                    "maintenance=" + discord.permissions().addRole("Readers", true));
                            discord.permissions().takeFromBot(Permission.MANAGE_ROLES);
                        },
                        "Discord notifications",
                        "warning",
                        "Manage Roles"),
                new Wrong(
                        "no Manage Messages for what a webhook has sent",
                        (discord, set) -> {
                            discord.makeAnnouncement("updates");
                            set.put("DISCORD_PUBLISH", "on");
                            set.put("DISCORD_WEBHOOK_URL", discord.webhookUrl());
                            discord.permissions().denyBot("updates", Permission.MANAGE_MESSAGES);
                        },
                        "Discord publishing",
                        "failed",
                        "Manage Messages"),
                new Wrong(
                        "no Create Events",
                        (discord, set) -> {
                            discord.permissions().setEveryone(0);
                            discord.permissions().takeFromBot(Permission.CREATE_EVENTS);
                        },
                        "Discord events",
                        "warning",
                        "Create Events"),
                new Wrong(
                        "no intent Message Content",
                        (discord, set) -> discord.allowMessageContent(false),
                        "Discord intent",
                        "warning",
                        "are no suggestions"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_is_wrong_is_said(Wrong wrong) {
        try (DiscordSimulator discord = discord()) {
            Map<String, String> settings = settings(discord);
            wrong.spoil().accept(discord, settings);
            assertThat(examined(settings))
                    .filteredOn(check -> check.name().equals(wrong.check()))
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.outcome()).isEqualTo(wrong.outcome());
                        assertThat(check.found()).contains(wrong.says());
                    });
        }
    }

    @Test
    void of_a_server_that_is_set_up_rightly_nothing_is_said_to_fail() {
        try (DiscordSimulator discord = discord()) {
            Map<String, String> settings = settings(discord);
            settings.put("DISCORD_WEBHOOK_URL", discord.webhookUrl());
            assertThat(examined(settings))
                    .filteredOn(check -> !check.name().equals("Discord commands"))
                    .allSatisfy(check -> assertThat(check.outcome()).isEqualTo("ok"));
        }
    }

    private static DiscordSimulator discord() {
        DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
        discord.allowMessageContent(true);
        return discord;
    }

    private static Map<String, String> settings(DiscordSimulator discord) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DISCORD_TOKEN", discord.botToken());
        settings.put("GUILD_ID", discord.guildId());
        settings.put("DISCORD_API_URL", discord.apiUrl());
        return settings;
    }

    private static List<Check> examined(Map<String, String> settings) {
        return new DiscordChecks(
                        new Settings(settings),
                        () -> List.of(new GuildChannels.Category("ai-tools", "AI Tools")),
                        () -> GatewayConfig.NONE,
                        InstantSource.system())
                .examine(false);
    }
}
