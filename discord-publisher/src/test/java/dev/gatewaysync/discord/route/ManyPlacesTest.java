package dev.gatewaysync.discord.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatewaysync.cards.channel.Routing;
import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.TargetDefinition;
import dev.gatewaysync.discord.ScriptedDiscord;
import dev.gatewaysync.discord.outbox.TestOutbox;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.service.settings.Secret;
import dev.gatewaysync.storage.catalog.CatalogQueries;
import dev.gatewaysync.task.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Channels of many other servers, each of which costs a request to know. */
@Timeout(60)
class ManyPlacesTest {
    private static final int SERVERS = 150;
    private static final String OWN = "1";
    private static final String NEWS = "[{\"id\":\"7%s\",\"name\":\"news\",\"type\":0}]";

    private static final GatewayConfig CONFIG = new GatewayConfig(
            "hash",
            Map.of(),
            Map.of(),
            IntStream.range(0, SERVERS)
                    .mapToObj(n -> new TargetDefinition(
                            "place-" + n, null, null, null, null, server(n), "news", false, false, null))
                    .collect(Collectors.toMap(TargetDefinition::name, Function.identity())),
            List.of(),
            Map.of(),
            null,
            null);

    private final ManualClock time = new ManualClock();
    private final ScriptedDiscord discord = new ScriptedDiscord(time);
    private final TestOutbox test = new TestOutbox();
    private final ChannelDirectory directory = new ChannelDirectory(
            new DiscordCredentials(new DiscordCredentials.Bot(new Secret("bot-token"), OWN), null, null),
            new Routing(Map.of(), Map.of(), false),
            discord.rest,
            new CatalogCategories(new CatalogQueries(test.jdbc)),
            () -> CONFIG,
            test.clock);

    @BeforeEach
    void everybodyAnswers() throws InterruptedException {
        discord.replies("GET /guilds/1/channels", "[{\"id\":\"70\",\"name\":\"updates\",\"type\":0}]");
        for (int n = 0; n < SERVERS; n++) {
            discord.replies("GET /guilds/" + server(n) + "/channels", NEWS.formatted(server(n)));
        }
        refresh();
    }

    @AfterEach
    void close() {
        discord.close();
    }

    @Test
    void at_the_start_each_is_asked_about_once() throws InterruptedException {
        assertThat(discord.requests).hasSize(1 + SERVERS);
        assertThat(directory.destination("place-149")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void a_change_in_one_server_asks_for_that_server() throws InterruptedException {
        discord.requests.clear();
        discord.replies("GET /guilds/" + server(5) + "/channels", "[]");

        directory.channelsChanged(server(5));
        assertThat(directory.isChanged()).isTrue();
        refresh();

        assertThat(discord.requests)
                .containsExactly("GET /guilds/1/channels", "GET /guilds/" + server(5) + "/channels");
        assertThat(directory.destination("place-5")).isInstanceOf(Destination.Missing.class);
        assertThat(directory.destination("place-6")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void of_those_that_nobody_saw_change_a_hundred_are_asked_about_in_their_turn() throws InterruptedException {
        discord.requests.clear();
        test.clock.advance(Duration.ofMinutes(5));
        refresh();
        assertThat(discord.requests).hasSize(1 + 100);

        test.clock.advance(Duration.ofMinutes(5));
        refresh();
        Map<String, Long> asked = discord.requests.stream()
                .filter(request -> !request.contains("/guilds/1/"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        assertThat(asked).hasSize(SERVERS);
        assertThat(asked.values()).allMatch(times -> times <= 2);
    }

    @Test
    void what_is_missing_in_another_server_is_looked_for_there_before_it_is_called_missing()
            throws InterruptedException {
        discord.replies("GET /guilds/" + server(3) + "/channels", "[]");
        directory.channelsChanged(server(3));
        refresh();
        test.clock.advance(Duration.ofMinutes(1));
        discord.replies("GET /guilds/" + server(3) + "/channels", NEWS.formatted(server(3)));

        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Unknown.class);
        assertThat(directory.isRefreshWanted()).isTrue();
        refresh();

        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void nothing_is_called_missing_by_an_old_list_because_another_servers_is_new() throws InterruptedException {
        discord.replies("GET /guilds/" + server(3) + "/channels", "[]");
        directory.channelsChanged(server(3));
        refresh();
        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Missing.class);
        test.clock.advance(Duration.ofMinutes(1));
        directory.channelsChanged(server(5));
        refresh();
        discord.replies("GET /guilds/" + server(3) + "/channels", NEWS.formatted(server(3)));

        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Unknown.class);
        assertThat(directory.isRefreshWanted()).isTrue();
        refresh();

        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Channel.class);
    }

    @Test
    void nothing_is_called_missing_by_an_old_list_while_its_server_is_asked() throws InterruptedException {
        discord.replies("GET /guilds/" + server(3) + "/channels", "[]");
        directory.channelsChanged(server(3));
        refresh();
        test.clock.advance(Duration.ofMinutes(1));
        directory.channelsChanged(server(3));
        List<Destination> meanwhile = new CopyOnWriteArrayList<>();
        discord.whileAsked(
                "GET /guilds/" + server(3) + "/channels", () -> meanwhile.add(directory.destination("place-3")));
        refresh();
        assertThat(meanwhile).hasOnlyElementsOfType(Destination.Unknown.class).hasSize(1);

        assertThat(directory.destination("place-3")).isInstanceOf(Destination.Missing.class);
        discord.requests.clear();
        refresh();
        assertThat(discord.requests).containsExactly("GET /guilds/1/channels");
    }

    @Test
    void what_changes_while_its_server_is_asked_is_asked_about_again() throws InterruptedException {
        directory.channelsChanged(server(5));
        discord.whileAsked("GET /guilds/" + server(5) + "/channels", () -> directory.channelsChanged(server(5)));
        refresh();
        assertThat(directory.isChanged()).isTrue();
        discord.requests.clear();
        refresh();

        assertThat(discord.requests).contains("GET /guilds/" + server(5) + "/channels");
    }

    @Test
    void a_server_that_could_not_be_asked_is_asked_again() throws InterruptedException {
        directory.channelsChanged(server(5));
        discord.repliesOnce("GET /guilds/" + server(5) + "/channels", 400, "{\"code\":0,\"message\":\"no\"}");
        assertThat(askWithTime()).isPresent();
        discord.requests.clear();
        refresh();

        assertThat(discord.requests).contains("GET /guilds/" + server(5) + "/channels");
    }

    @Test
    void after_changes_that_nobody_saw_there_is_more_to_ask_until_each_was_asked_about() throws InterruptedException {
        assertThat(directory.isBehind()).isFalse();
        discord.requests.clear();
        directory.channelsChanged();
        refresh();
        assertThat(discord.requests).hasSize(1 + 100);
        assertThat(directory.isBehind()).isTrue();

        refresh();
        assertThat(discord.requests.stream().distinct()).hasSize(1 + SERVERS);
        assertThat(directory.isBehind()).isFalse();
    }

    @Test
    void after_a_channel_was_found_dead_its_server_is_asked_what_there_is_now() throws InterruptedException {
        Destination.Channel gone = (Destination.Channel) directory.destination("place-5");
        discord.replies("GET /guilds/" + server(5) + "/channels", NEWS.formatted("999"));

        directory.markDead("announcements", gone, "Unknown Channel");
        refresh();

        assertThat(directory.destination("place-5"))
                .isInstanceOfSatisfying(
                        Destination.Channel.class,
                        channel -> assertThat(channel.id()).isEqualTo("7999"));
    }

    @Test
    void after_a_restart_another_servers_channel_is_not_taken_for_one_of_the_bots_own() throws InterruptedException {
        discord.replies("GET /channels/99", "{\"id\":\"99\",\"guild_id\":\"2000\",\"name\":\"tools\",\"type\":0}");
        directory.rememberUsed(Map.of("99", "tools"));
        refresh();

        assertThat(directory.destination("category:tools")).isInstanceOf(Destination.Missing.class);
    }

    @Test
    void what_a_restart_remembers_of_the_bots_own_server_leaves_out_the_others() {
        assertThat(directory.isElsewhere("place-3")).isTrue();
        assertThat(directory.isElsewhere("category:tools")).isFalse();
    }

    private void refresh() throws InterruptedException {
        assertThat(askWithTime()).isEmpty();
    }

    /** While time passes for Discord's limits. */
    private Optional<DiscordFailure> askWithTime() throws InterruptedException {
        FutureTask<Optional<DiscordFailure>> refresh = new FutureTask<>(directory::refresh);
        Thread asking = Thread.ofVirtual().start(refresh);
        while (!asking.join(Duration.ofMillis(1))) {
            time.tick(Duration.ofSeconds(1));
        }
        return refresh.resultNow();
    }

    private static String server(int n) {
        return Integer.toString(2_000 + n);
    }
}
