package dev.gatewaysync.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.Permission;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.events.interaction.ModalInteractionEvent;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.interaction.component.ButtonInteractionEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.modals.Modal;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.SessionControllerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InteractionTest {

    private final DiscordSimulator discord = DiscordSimulator.start(SimulatorSettings.standard());
    private final SimulatorClient client = new SimulatorClient(discord);
    private JDA jda;

    @AfterEach
    void stop() {
        if (jda != null) {
            jda.shutdownNow();
        }
        discord.close();
    }

    @Test
    void a_command_reaches_the_application_and_its_deferred_answer_the_person() throws Exception {
        login(new ListenerAdapter() {
            @Override
            public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
                event.deferReply().complete();
                event.getHook()
                        .editOriginal("echo " + event.getOption("what").getAsString() + " for "
                                + event.getUser().getName())
                        .complete();
            }
        });
        register();
        var interaction = discord.owner().slashIn("feedback", "echo", Map.of("what", "hello"));
        await().untilAsserted(() ->
                assertThat(interaction.reply().map(SimulatedMessage::content)).hasValue("echo hello for owner"));
        assertThat(interaction.isThinking()).isFalse();
        assertThat(interaction.acknowledgedAfter())
                .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofSeconds(3)));
        assertThat(discord.messages("feedback")).hasSize(1);
    }

    @Test
    void only_the_person_who_asked_sees_an_ephemeral_answer() throws Exception {
        login(new ListenerAdapter() {
            @Override
            public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
                event.reply("just for you").setEphemeral(true).complete();
                event.getHook().editOriginal("changed").complete();
            }
        });
        register();
        var interaction = discord.slash("echo", Map.of("what", "x"));
        await().untilAsserted(() ->
                assertThat(interaction.reply().map(SimulatedMessage::content)).hasValue("changed"));
        assertThat(interaction.isEphemeral()).isTrue();
        assertThat(discord.messages("general-chat")).isEmpty();
    }

    @Test
    void a_modal_is_filled_in_and_submitted() throws Exception {
        login(new ListenerAdapter() {
            @Override
            public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
                var input = TextInput.create("text", TextInputStyle.PARAGRAPH)
                        .setRequired(true)
                        .setMaxLength(20)
                        .build();
                event.replyModal(Modal.create("form", "A form")
                                .addComponents(Label.of("Text", input))
                                .build())
                        .complete();
            }

            @Override
            public void onModalInteraction(ModalInteractionEvent event) {
                event.reply(event.getValue("text").getAsString()).complete();
            }
        });
        register();
        var asked = discord.slash("echo", Map.of("what", "x"));
        await().until(() -> asked.modal().isPresent());
        assertThatIllegalArgumentException().isThrownBy(() -> discord.submit(asked, Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> discord.submit(asked, Map.of("text", "y".repeat(21))));
        assertThatIllegalArgumentException().isThrownBy(() -> discord.submit(asked, Map.of("text", "y", "no", "z")));
        var submitted = discord.submit(asked, Map.of("text", "typed"));
        await().untilAsserted(() ->
                assertThat(submitted.reply().map(SimulatedMessage::content)).hasValue("typed"));
    }

    @Test
    void a_button_tells_who_pressed_it_and_may_change_its_message() throws Exception {
        login(new ListenerAdapter() {
            @Override
            public void onButtonInteraction(ButtonInteractionEvent event) {
                event.deferEdit().complete();
                boolean may = event.getMember().hasPermission(event.getGuildChannel(), Permission.MESSAGE_MANAGE);
                event.getHook()
                        .editOriginal(event.getUser().getName() + " " + may)
                        .setComponents()
                        .complete();
            }
        });
        var channel = jda.getTextChannelsByName("feedback", false).getFirst();
        for (var person : new SimulatedPerson[] {discord.owner(), discord.member()}) {
            channel.sendMessage("press")
                    .setComponents(ActionRow.of(Button.success("ok:1", "OK")))
                    .complete();
            var message = discord.messages("feedback").getLast();
            assertThatIllegalArgumentException().isThrownBy(() -> discord.press(message, "Cancel"));
            person.press(message, "OK");
            await().untilAsserted(() -> assertThat(
                            discord.messages("feedback").getLast().content())
                    .isEqualTo(person.name() + " " + person.name().equals("owner")));
            assertThat(discord.messages("feedback").getLast().body().components())
                    .isEmpty();
        }
    }

    @Test
    void commands_take_only_what_they_were_registered_with() throws Exception {
        login(new ListenerAdapter() {});
        register();
        assertThat(discord.commands()).containsExactly("echo");
        assertThatIllegalArgumentException().isThrownBy(() -> discord.slash("nothing", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> discord.slash("echo", Map.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> discord.slash("echo", Map.of("what", "x", "more", "y")));
    }

    @Test
    void an_interaction_is_acknowledged_once_and_within_three_seconds() throws Exception {
        var time = new SettableTime();
        try (var late = DiscordSimulator.start(SimulatorSettings.standard().withClock(time.clock()))) {
            var http = new SimulatorClient(late);
            http.bot(
                    "PUT",
                    "/applications/" + application(late) + "/commands",
                    "[{\"name\":\"x\",\"description\":\"y\"}]");
            var interaction = late.slash("x", Map.of());
            String callback = callback(interaction);
            assertThat(http.send("POST", late.apiUrl() + callback, "{\"type\":4,\"data\":{\"content\":\"\"}}", "")
                            .json()
                            .path("code")
                            .asInt())
                    .isEqualTo(50006);
            assertThat(http.send("POST", late.apiUrl() + callback, "{\"type\":5}", "")
                            .status())
                    .isEqualTo(204);
            assertThat(http.send("POST", late.apiUrl() + callback, "{\"type\":5}", "")
                            .json()
                            .path("code")
                            .asInt())
                    .isEqualTo(40060);

            var second = late.slash("x", Map.of());
            time.pass(Duration.ofSeconds(4));
            assertThat(http.send("POST", late.apiUrl() + callback(second), "{\"type\":5}", "")
                            .json()
                            .path("code")
                            .asInt())
                    .isEqualTo(10062);

            String original = "/webhooks/" + application(late) + "/" + interaction.token() + "/messages/@original";
            assertThat(http.send("PATCH", late.apiUrl() + original, "{\"content\":\"in time\"}", "")
                            .status())
                    .isEqualTo(200);
            time.pass(Duration.ofMinutes(15));
            assertThat(http.send("PATCH", late.apiUrl() + original, "{\"content\":\"late\"}", "")
                            .json()
                            .path("code")
                            .asInt())
                    .isEqualTo(50027);
        }
    }

    @Test
    void without_permission_for_message_content_asking_for_it_is_refused() throws Exception {
        assertThat(client.bot("GET", "/applications/@me").json().path("flags").asInt())
                .isZero();
        var closed = new java.util.concurrent.CompletableFuture<Integer>();
        jda = builder()
                .addEventListeners(new ListenerAdapter() {
                    @Override
                    public void onShutdown(ShutdownEvent event) {
                        closed.complete(event.getCode());
                    }
                })
                .build();
        assertThat(closed.get(60, java.util.concurrent.TimeUnit.SECONDS)).isEqualTo(4014);
    }

    private static String callback(SimulatedInteraction interaction) {
        return "/interactions/" + interaction.id() + "/" + interaction.token() + "/callback";
    }

    private static String application(DiscordSimulator simulator) throws Exception {
        return new SimulatorClient(simulator)
                .bot("GET", "/applications/@me")
                .json()
                .path("id")
                .asString();
    }

    private void register() {
        jda.getGuildById(discord.guildId())
                .updateCommands()
                .addCommands(Commands.slash("echo", "Says it again").addOption(OptionType.STRING, "what", "What", true))
                .complete();
    }

    private void login(ListenerAdapter listener) throws InterruptedException {
        discord.allowMessageContent(true);
        jda = builder().addEventListeners(listener).build().awaitReady();
    }

    private JDABuilder builder() {
        return JDABuilder.createLight(
                        discord.botToken(), Set.of(GatewayIntent.GUILD_MESSAGES, GatewayIntent.MESSAGE_CONTENT))
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiUrl() + "/"))
                .setSessionController(new SessionControllerAdapter() {
                    @Override
                    public String getGateway() {
                        return discord.gatewayUrl();
                    }
                });
    }
}
