package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.channel.concrete.TextChannel;
import net.dv8tion.jda.api.events.GenericEvent;
import net.dv8tion.jda.api.events.channel.ChannelCreateEvent;
import net.dv8tion.jda.api.events.channel.ChannelDeleteEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.EventListener;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdaLoginTest {

    private final DiscordSimulator simulator = DiscordSimulator.start(SimulatorSettings.standard());
    private final ConcurrentLinkedQueue<GenericEvent> events = new ConcurrentLinkedQueue<>();
    private JDA jda;

    @BeforeEach
    void login() throws InterruptedException {
        jda = JDABuilder.createLight(
                        simulator.botToken(), Set.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT))
                .setRestConfig(new RestConfig().setBaseUrl(simulator.apiUrl() + "/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return simulator.gatewayUrl();
                    }
                })
                .addEventListeners((EventListener) events::add)
                .build()
                .awaitReady();
    }

    JdaLoginTest() {
        simulator.allowMessageContent(true);
    }

    @AfterEach
    void logout() throws InterruptedException {
        jda.shutdown();
        assertThat(jda.awaitShutdown(Duration.ofSeconds(60))).isTrue();
        simulator.close();
    }

    @Test
    void it_connects_and_sees_the_channels() {
        assertThat(jda.getStatus()).isEqualTo(JDA.Status.CONNECTED);
        var guild = jda.getGuildById(simulator.guildId());
        assertThat(guild).isNotNull();
        assertThat(guild.getTextChannels()).hasSize(21);
        assertThat(guild.getCategories()).singleElement().satisfies(resources -> {
            assertThat(resources.getName()).isEqualTo("Resources");
            assertThat(resources.getTextChannels()).hasSize(15);
        });
        assertThat(channel("updates").canTalk()).isTrue();
        assertThat(simulator.counters().identifies()).isEqualTo(1);
    }

    @Test
    void it_sends_edits_pins_and_hears_of_it() {
        var message = channel("general-chat").sendMessage("hello").complete();
        message.editMessage("hello again").complete();
        message.pin().complete();
        assertThat(simulator.messages("general-chat")).singleElement().satisfies(stored -> {
            assertThat(stored.content()).isEqualTo("hello again");
            assertThat(stored.edits()).isEqualTo(1);
            assertThat(stored.pinned()).isTrue();
        });
        assertThat(channel("general-chat").retrievePinnedMessages().complete()).hasSize(1);
        await().until(() -> received("hello"));
    }

    @Test
    void it_hears_what_people_and_webhooks_write() throws Exception {
        simulator.say("feedback", "a person");
        new SimulatorClient(simulator).webhook("a webhook");
        await().until(() -> received("a person") && received("a webhook"));
    }

    @Test
    void it_hears_of_channels_that_come_and_go() {
        simulator.addChannel("brand-new");
        await().until(() -> events.stream().anyMatch(ChannelCreateEvent.class::isInstance));
        assertThat(channel("brand-new")).isNotNull();
        simulator.removeChannel("brand-new");
        await().until(() -> events.stream().anyMatch(ChannelDeleteEvent.class::isInstance));
    }

    @Test
    void it_registers_commands() {
        jda.getGuildById(simulator.guildId())
                .updateCommands()
                .addCommands(Commands.slash("statistics", "The numbers"))
                .complete();
        assertThat(jda.getGuildById(simulator.guildId()).retrieveCommands().complete())
                .singleElement()
                .satisfies(command -> assertThat(command.getName()).isEqualTo("statistics"));
    }

    @Test
    void it_resumes_after_a_broken_connection_and_misses_nothing() {
        simulator.dropGatewayConnections();
        simulator.say("feedback", "while you were away");
        await().atMost(Duration.ofSeconds(60)).until(() -> received("while you were away"));
        // Counted after what was missed has been told.
        await().until(() -> simulator.counters().resumes() == 1);
        assertThat(simulator.counters().identifies()).isEqualTo(1);
    }

    @Test
    void a_token_that_was_reset_closes_who_is_connected_with_it_for_good() {
        String before = simulator.botToken();
        simulator.resetBotToken();
        await().atMost(Duration.ofSeconds(60)).until(() -> jda.getStatus() == JDA.Status.SHUTDOWN);
        // Told of behind the status.
        await().until(() -> events.stream().anyMatch(ShutdownEvent.class::isInstance));
        assertThat(events)
                .filteredOn(ShutdownEvent.class::isInstance)
                .singleElement()
                .extracting(event -> ((ShutdownEvent) event).getCloseCode())
                .isEqualTo(CloseCode.AUTHENTICATION_FAILED);
        assertThat(simulator.botToken()).isNotEqualTo(before);
    }

    @Test
    void it_waits_out_a_refusal_and_loses_nothing() {
        var sent = IntStream.range(0, 7)
                .mapToObj(i -> channel("news").sendMessage("no. " + i).submit())
                .toList();
        sent.forEach(CompletableFuture::join);
        assertThat(simulator.messages("news"))
                .extracting(SimulatedMessage::content)
                .containsExactly("no. 0", "no. 1", "no. 2", "no. 3", "no. 4", "no. 5", "no. 6");
    }

    private TextChannel channel(String name) {
        return jda.getTextChannelsByName(name, false).getFirst();
    }

    private boolean received(String content) {
        return events.stream()
                .anyMatch(event -> event instanceof MessageReceivedEvent message
                        && message.getMessage().getContentRaw().equals(content));
    }
}
