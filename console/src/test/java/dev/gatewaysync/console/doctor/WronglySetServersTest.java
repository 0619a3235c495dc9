package dev.gatewaysync.console.doctor;

import static dev.gatewaysync.cards.channel.DiscordPermission.CREATE_EVENTS;
import static dev.gatewaysync.cards.channel.DiscordPermission.EMBED_LINKS;
import static dev.gatewaysync.cards.channel.DiscordPermission.MANAGE_CHANNELS;
import static dev.gatewaysync.cards.channel.DiscordPermission.MANAGE_ROLES;
import static dev.gatewaysync.cards.channel.DiscordPermission.MENTION_EVERYONE;
import static dev.gatewaysync.cards.channel.DiscordPermission.PIN_MESSAGES;
import static dev.gatewaysync.cards.channel.DiscordPermission.READ_MESSAGE_HISTORY;
import static dev.gatewaysync.cards.channel.DiscordPermission.SEND_MESSAGES;
import static dev.gatewaysync.cards.channel.DiscordPermission.SEND_MESSAGES_IN_THREADS;
import static dev.gatewaysync.cards.channel.DiscordPermission.VIEW_CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.GuildChannels;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.read.ConfigFile;
import dev.gatewaysync.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are set up wrongly, one thing at a time, and what the self-check says of each. */
class WronglySetServersTest {
    private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();

    /** @param check the name of the one check that is not ok */
    record Wrong(
            String what, BiConsumer<FakeServer, Map<String, String>> spoil, String check, String outcome, String says) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Wrong> servers() {
        return Stream.of(
                new Wrong(
                        "The token was reset",
                        (server, set) -> server.tokenIsGood = false,
                        "Discord token",
                        "failed",
                        "answers 401"),
                new Wrong(
                        "The bot is not in the server",
                        (server, set) -> server.isMember = false,
                        "Discord server",
                        "failed",
                        "answers 404"),
                new Wrong(
                        "A channel for the statistics is not there",
                        (server, set) -> server.remove("categories-overview"),
                        "Discord channels",
                        "failed",
                        "missing: #categories-overview"),
                new Wrong(
                        "No channel for the bot's announcements",
                        (server, set) -> server.remove("updates"),
                        "Discord channels",
                        "failed",
                        "missing: #updates (DISCORD_UPDATES_CHANNEL)"),
                new Wrong(
                        "A private channel in `DISCORD_ROUTES`, by its name",
                        (server, set) -> {
                            server.channel("ops", 0);
                            server.hide("ops");
                            set.put("DISCORD_ROUTES", "sync-failed=ops");
                        },
                        "Discord channels",
                        "failed",
                        "missing: #ops (DISCORD_ROUTES sync-failed)"),
                new Wrong(
                        "A private channel in `DISCORD_ROUTES`, by its id",
                        (server, set) -> {
                            set.put("DISCORD_ROUTES", "sync-failed=" + server.channel("ops", 0));
                            server.hide("ops");
                        },
                        "Discord channel 200000000000000015",
                        "failed",
                        "may not view it"),
                new Wrong(
                        "A channel denies View Channel to everyone (a list from before November 2026)",
                        (server, set) -> server.deny("ai-tools", FakeServer.GUILD, VIEW_CHANNEL),
                        "Discord #ai-tools",
                        "failed",
                        "missing: View Channel"),
                new Wrong(
                        "A channel denies Send Messages to the bot's role",
                        (server, set) -> server.deny("updates", FakeServer.BOT_ROLE, SEND_MESSAGES),
                        "Discord #updates",
                        "failed",
                        "missing: Send Messages (announcements)"),
                new Wrong(
                        "A channel denies Embed Links to the bot itself",
                        (server, set) -> {
                            server.allow("showcase-your-finds", FakeServer.BOT_ROLE, EMBED_LINKS);
                            server.deny("showcase-your-finds", FakeServer.BOT, EMBED_LINKS);
                        },
                        "Discord #showcase-your-finds",
                        "failed",
                        "missing: Embed Links (suggestions)"),
                new Wrong(
                        "A channel denies Read Message History to everyone",
                        (server, set) -> server.deny("updates", FakeServer.GUILD, READ_MESSAGE_HISTORY),
                        "Discord #updates",
                        "failed",
                        "missing: Read Message History (announcements)"),
                new Wrong(
                        "The bot's role has no Pin Messages, but Manage Messages",
                        (server, set) -> server.botMayNot(PIN_MESSAGES),
                        "Discord #welcome-and-start-here",
                        "failed",
                        "missing: Pin Messages (statistics)"),
                new Wrong(
                        "A thread in `DISCORD_ROUTES`, and no Send Messages in Threads",
                        (server, set) -> {
                            server.botMayNot(SEND_MESSAGES_IN_THREADS);
                            set.put("DISCORD_ROUTES", "app-deployed=" + server.thread("updates", false));
                        },
                        "Discord the thread deploys",
                        "failed",
                        "missing: Send Messages in Threads (DISCORD_ROUTES)"),
                new Wrong(
                        "A locked thread in `DISCORD_ROUTES`",
                        (server, set) -> set.put("DISCORD_ROUTES", "app-deployed=" + server.thread("updates", true)),
                        "Discord the thread deploys",
                        "failed",
                        "it is locked"),
                new Wrong(
                        "A forum in `DISCORD_ROUTES`, and no Manage Posts",
                        (server, set) -> {
                            server.channel("releases", 15);
                            set.put("DISCORD_ROUTES", "feature-released=releases");
                        },
                        "Discord #releases",
                        "warning",
                        "missing: Manage Posts"),
                new Wrong(
                        "`DISCORD_CREATE_CHANNELS=on`, and no Manage Channels",
                        (server, set) -> set.put("DISCORD_CREATE_CHANNELS", "on"),
                        "Discord permissions",
                        "failed",
                        "missing: Manage Channels"),
                new Wrong(
                        "The bot's role has no Create Events",
                        (server, set) -> server.botMayNot(CREATE_EVENTS),
                        "Discord events",
                        "warning",
                        "missing: Create Events"),
                new Wrong(
                        "`DISCORD_PUBLISH=on`, and no announcement channel",
                        (server, set) -> set.put("DISCORD_PUBLISH", "on"),
                        "Discord publishing",
                        "warning",
                        "nothing is published"),
                new Wrong(
                        "A role in `DISCORD_MENTIONS` that is not there",
                        (server, set) -> set.put("DISCORD_MENTIONS", "maintenance=100000000000000099"),
                        "Discord mention maintenance",
                        "failed",
                        "nobody is pinged"),
                new Wrong(
                        "A role in `DISCORD_MENTIONS` that the bot may not ping",
                        (server, set) -> set.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS),
                        "Discord mention maintenance",
                        "failed",
                        "may not ping the role Readers in #updates"),
                new Wrong(
                        "A role that is pinged, and no Manage Roles",
                        (server, set) -> {
                            server.readers.put("mentionable", true);
                            server.botMayNot(MANAGE_ROLES);
                            set.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
                        },
                        "Discord notifications",
                        "warning",
                        "missing: Manage Roles: /notifications is off"),
                new Wrong(
                        "A role that is pinged has permissions",
                        (server, set) -> {
                            server.readers.put("mentionable", true).put("permissions", "8192");
                            set.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
                        },
                        "Discord notifications",
                        "warning",
                        "it has permissions"),
                new Wrong(
                        "A role that is pinged is allowed something in a channel",
                        (server, set) -> {
                            server.readers.put("mentionable", true);
                            server.allow("ai-tools", FakeServer.READERS, VIEW_CHANNEL);
                            set.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
                        },
                        "Discord notifications",
                        "warning",
                        "a channel allows it something"),
                new Wrong(
                        "A role that is pinged is above the bot's",
                        (server, set) -> {
                            server.readers.put("mentionable", true).put("position", 3);
                            set.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
                        },
                        "Discord notifications",
                        "warning",
                        "it is not below the role Gateway"),
                new Wrong(
                        "The bot was invited without the scope applications.commands",
                        (server, set) -> server.mayRegisterCommands = false,
                        "Discord commands",
                        "failed",
                        "without the scope applications.commands"),
                new Wrong(
                        "The intent Message Content is off",
                        (server, set) -> server.applicationFlags = 0,
                        "Discord intent",
                        "warning",
                        "are no suggestions"),
                new Wrong(
                        "Something else connects with the same token, again and again",
                        (server, set) -> server.startsLeft = 7,
                        "Discord gateway",
                        "warning",
                        "7 of 1000 connections left today"),
                new Wrong(
                        "Discord does not tell the bot its gateway",
                        (server, set) -> server.startsLeft = -1,
                        "Discord gateway",
                        "warning",
                        "answers 429 to GET /gateway/bot"),
                new Wrong(
                        "The bot does not pass the server's rules screening",
                        (server, set) -> server.member.put("pending", true),
                        "Discord bot",
                        "failed",
                        "rules screening"),
                new Wrong(
                        "The webhook was deleted",
                        (server, set) -> {
                            server.webhookIsThere = false;
                            set.put("DISCORD_WEBHOOK_URL", server.webhookUrl());
                        },
                        "Discord webhook",
                        "failed",
                        "answers 404"),
                new Wrong(
                        "The bot may not read the webhook's channel",
                        (server, set) -> {
                            server.deny("updates", FakeServer.GUILD, READ_MESSAGE_HISTORY);
                            set.put("DISCORD_WEBHOOK_URL", server.webhookUrl());
                        },
                        "Discord #updates",
                        "warning",
                        "messages whose answer was lost cannot be looked up"),
                new Wrong(
                        "The webhook's address names a thread of another channel",
                        (server, set) -> set.put(
                                "DISCORD_WEBHOOK_URL",
                                server.webhookUrl() + "?thread_id=" + server.thread("ai-tools", false)),
                        "Discord webhook's thread",
                        "failed",
                        "is in another channel than the webhook"),
                new Wrong(
                        "The webhook's address names a locked thread",
                        (server, set) -> set.put(
                                "DISCORD_WEBHOOK_URL",
                                server.webhookUrl() + "?wait=true&thread_id=" + server.thread("updates", true)),
                        "Discord webhook's thread",
                        "failed",
                        "is locked"));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void what_is_wrong_is_said_with_the_place_to_mend_it(Wrong wrong) {
        List<Check> notOk = notOk(wrong);
        assertThat(notOk)
                .filteredOn(check -> check.name().equals(wrong.check()))
                .singleElement()
                .satisfies(check -> {
                    assertThat(check.outcome()).isEqualTo(wrong.outcome());
                    assertThat(check.found()).contains(wrong.says());
                    assertThat(check.advice()).isNotBlank();
                });
        // Nothing else is blamed, but for the same permission in the other channel of the statistics.
        assertThat(notOk)
                .allSatisfy(check -> assertThat(check.name().equals(wrong.check())
                                || check.name().equals("Discord #categories-overview"))
                        .describedAs(check.toString())
                        .isTrue());
    }

    @Test
    void a_server_that_is_set_up_rightly_is_called_so_and_nothing_is_posted() {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> settings = server.settings();
            settings.put("DISCORD_WEBHOOK_URL", server.webhookUrl());
            settings.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
            List<Check> checks = examined(settings);
            assertThat(checks).allSatisfy(check -> assertThat(check.outcome()).isEqualTo("ok"));
            assertThat(server.requests().keySet()).allMatch(request -> request.startsWith("GET "));
        }
    }

    @Test
    void a_role_that_a_route_pings_is_looked_for_in_the_server_and_offered_only_if_it_is_there() {
        String routes = """
                version: 1
                targets:
                  here: { channel: updates }
                  elsewhere: { channel: updates, guild: "100000000000000042" }
                routes:
                  - { to: [elsewhere], mention: "100000000000000098" }
                  - { to: [here], mention: "ROLE" }
                """;
        try (FakeServer server = new FakeServer()) {
            assertThat(examined(server.settings(), routes.replace("ROLE", "100000000000000099")))
                    .filteredOn(check -> check.name().startsWith("Discord mention")
                            || check.found().contains("/notifications offers"))
                    .singleElement()
                    .satisfies(check -> {
                        assertThat(check.name()).isEqualTo("Discord mention of route 2");
                        assertThat(check.found()).contains("no role 100000000000000099", "nobody is pinged");
                        assertThat(check.advice()).contains("gateway.yml");
                    });
            assertThat(examined(server.settings(), routes.replace("ROLE", FakeServer.READERS)))
                    .extracting(Check::found)
                    .contains(
                            "the bot may not ping the role Readers in #updates: the card comes, and nobody is pinged");

            server.readers.put("mentionable", true);

            assertThat(examined(server.settings(), routes.replace("ROLE", FakeServer.READERS)))
                    .extracting(Check::found)
                    .contains("1 role is pinged", "/notifications offers 1 role to members");
        }
    }

    @Test
    void a_bot_that_is_timed_out_is_told_so_and_not_blamed_for_its_role() {
        try (FakeServer server = new FakeServer()) {
            server.member.put("communication_disabled_until", "2026-11-30T00:00:00+00:00");
            assertThat(examined(server.settings()))
                    .filteredOn(check -> check.outcome().equals("failed"))
                    .singleElement()
                    .satisfies(check -> assertThat(check.found()).startsWith("it is timed out until 2026-11-30"));
        }
    }

    @Test
    void the_invite_link_asks_for_exactly_what_these_settings_need() {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> settings = server.settings();
            long usual = VIEW_CHANNEL.bit()
                    | SEND_MESSAGES.bit()
                    | EMBED_LINKS.bit()
                    | READ_MESSAGE_HISTORY.bit()
                    | CREATE_EVENTS.bit()
                    | PIN_MESSAGES.bit();
            assertThat(invite(settings))
                    .isEqualTo("https://discord.com/oauth2/authorize?client_id=" + FakeServer.BOT
                            + "&scope=bot+applications.commands&permissions=" + usual);

            settings.put("DISCORD_CREATE_CHANNELS", "on");
            settings.put("DISCORD_MENTIONS", "maintenance=" + FakeServer.READERS);
            settings.put("DISCORD_ROUTES", "app-deployed=" + server.thread("updates", false));
            assertThat(invite(settings))
                    .endsWith("&permissions="
                            + (usual
                                    | MANAGE_CHANNELS.bit()
                                    | MENTION_EVERYONE.bit()
                                    | MANAGE_ROLES.bit()
                                    | SEND_MESSAGES_IN_THREADS.bit()));
            server.isMember = false;
            assertThat(invite(settings)).endsWith("&permissions=" + (usual | MANAGE_CHANNELS.bit()));
        }
    }

    @Test
    void a_message_is_posted_into_the_webhooks_thread_and_deleted_there() {
        try (FakeServer server = new FakeServer()) {
            String thread = server.thread("updates", false);
            Map<String, String> settings = server.settings();
            settings.put("DISCORD_WEBHOOK_URL", server.webhookUrl() + "?thread_id=" + thread);
            checks(settings).examine(true);
            String webhook = "/webhooks/" + FakeServer.WEBHOOK + "/a-webhooks-token";
            assertThat(server.requests())
                    .containsEntry("POST " + webhook, "wait=true&thread_id=" + thread)
                    .containsEntry("DELETE " + webhook + "/messages/400000000000000001", "thread_id=" + thread);
        }
    }

    @Test
    void the_documentation_shows_what_is_said_of_each() throws IOException {
        String rows = servers()
                .map(wrong -> {
                    Check check = notOk(wrong).stream()
                            .filter(one -> one.name().equals(wrong.check()))
                            .findFirst()
                            .orElseThrow();
                    return "| " + wrong.what() + " | " + (check.outcome().equals("failed") ? "✗" : "!") + " "
                            + check.name() + ": " + check.found() + " | " + check.advice() + " |";
                })
                .collect(Collectors.joining("\n"));
        assertDocumented(
                "self-check.md",
                "servers",
                "| what is wrong | what it says | what to do |\n| --- | --- | --- |\n" + rows);
    }

    @Test
    void the_documentation_lists_what_the_bot_needs_where() throws IOException {
        String rows = Stream.of(ChannelUse.values())
                .map(use -> "| " + use.title() + " | "
                        + use.needs(ChannelKind.TEXT).stream()
                                .map(need -> need.permission().label())
                                .collect(Collectors.joining(", "))
                        + " |")
                .collect(Collectors.joining("\n"));
        assertDocumented("configuration.md", "permissions", "| for | the bot needs there |\n| --- | --- |\n" + rows);
    }

    /** {@code -Dgolden.update=true} writes the documentation instead. */
    private static void assertDocumented(String file, String section, String table) throws IOException {
        Path path = DOCS.resolve(file);
        String text = Files.readString(path);
        Pattern marked = Pattern.compile(
                "(<!-- made by WronglySetServersTest: " + section + " -->\n)(.*?)(\n<!-- end -->)", Pattern.DOTALL);
        Matcher found = marked.matcher(text);
        assertThat(found.find()).describedAs(section + " in " + file).isTrue();
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(path, new StringBuilder(text).replace(found.start(2), found.end(2), table));
            return;
        }
        assertThat(found.group(2)).isEqualTo(table);
    }

    private static List<Check> notOk(Wrong wrong) {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> settings = server.settings();
            wrong.spoil().accept(server, settings);
            List<Check> notOk = new ArrayList<>(examined(settings));
            notOk.removeIf(check -> check.outcome().equals("ok")
                    || check.name().equals("Discord webhook") && check.outcome().equals("skipped"));
            return notOk;
        }
    }

    @Test
    void a_token_that_no_header_can_carry_is_a_failed_check_and_not_repeated() {
        List<Check> checks = checks(Map.of("DISCORD_TOKEN", "Bot s3cr3t-s3cr3t", "GUILD_ID", "1"))
                .examine(false);

        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.outcome()).isEqualTo("failed");
            assertThat(check.found()).startsWith("DISCORD_TOKEN").doesNotContain("s3cr3t");
        });
    }

    private static String invite(Map<String, String> settings) {
        return examined(settings).stream()
                .filter(check -> check.name().equals("Discord invite link"))
                .findFirst()
                .orElseThrow()
                .found();
    }

    private static List<Check> examined(Map<String, String> settings) {
        return examined(settings, "version: 1");
    }

    private static List<Check> examined(Map<String, String> settings, String file) {
        return checks(settings, file).examine(false).stream()
                .filter(check -> !(check.name().equals("Discord webhook")
                        && check.outcome().equals("skipped")))
                .toList();
    }

    private static DiscordChecks checks(Map<String, String> settings) {
        return checks(settings, "version: 1");
    }

    private static DiscordChecks checks(Map<String, String> settings, String file) {
        GatewayConfig config = ConfigFile.of(file, name -> Optional.empty()).config();
        return new DiscordChecks(
                new Settings(settings),
                () -> List.of(new GuildChannels.Category("ai-tools", "AI Tools")),
                () -> config,
                () -> NOW);
    }
}
