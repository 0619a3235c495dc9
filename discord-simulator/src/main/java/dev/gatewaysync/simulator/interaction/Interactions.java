package dev.gatewaysync.simulator.interaction;

import dev.gatewaysync.simulator.clock.SimulatorClock;
import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.guild.Tokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that people have done with the application. An interaction must be acknowledged within three seconds, and
 * its token lasts fifteen minutes, as on Discord.
 */
public final class Interactions {

    static final Duration FIRST_ANSWER = Duration.ofSeconds(3);
    static final Duration TOKEN_LIFE = Duration.ofMinutes(15);
    private static final int REMEMBERED = 10_000;
    private static final int CHAT_INPUT = 1;
    private static final int MESSAGE = 3;

    private final Guild guild;
    private final SimulatorClock clock;
    private final InteractionJson json;
    private final Map<String, SimulatedInteraction> byId = new LinkedHashMap<>();
    private final Map<String, SimulatedInteraction> byReply = new LinkedHashMap<>();
    private final List<Consumer<ObjectNode>> applications = new CopyOnWriteArrayList<>();
    private final List<Consumer<SimulatedInteraction>> watchers = new CopyOnWriteArrayList<>();

    public Interactions(Guild guild, SimulatorClock clock) {
        this.guild = guild;
        this.clock = clock;
        this.json = new InteractionJson(guild);
    }

    /** Tells the application of every new interaction, as the gateway's data of INTERACTION_CREATE. */
    public void tellApplication(Consumer<ObjectNode> application) {
        applications.add(application);
    }

    /** Tells of every interaction whenever it is answered. */
    public void watch(Consumer<SimulatedInteraction> watcher) {
        watchers.add(watcher);
    }

    /** The registered commands. */
    public Stream<JsonNode> commands() {
        return Stream.of(guild.id(), "global")
                .flatMap(scope -> guild.commands().in(scope).valueStream());
    }

    /**
     * @param options values by the options' names
     * @throws IllegalArgumentException if there is no such command, or an option is unknown, missing or not among the
     *     choices, which a person's Discord would not let happen
     */
    public SimulatedInteraction command(Author user, String channelId, String name, Map<String, Object> options) {
        var command = usable(user, CHAT_INPUT, name);
        CommandOptions.check(command, options);
        var interaction = begin(SimulatedInteraction.Kind.COMMAND, user, channelId, name);
        return told(interaction, json.command(interaction, command, options, null));
    }

    /**
     * What Discord asks while somebody types: what has been typed so far need not be complete.
     *
     * @param focused the option that is typed in
     * @throws IllegalArgumentException if there is no such command, or the option does not complete what is typed
     */
    public SimulatedInteraction autocomplete(
            Author user, String channelId, String name, Map<String, Object> options, String focused) {
        var command = usable(user, CHAT_INPUT, name);
        if (command.path("options")
                .valueStream()
                .noneMatch(option -> option.path("name").asString("").equals(focused)
                        && option.path("autocomplete").asBoolean(false))) {
            throw new IllegalArgumentException("/" + name + " completes no option " + focused);
        }
        var interaction = begin(SimulatedInteraction.Kind.AUTOCOMPLETE, user, channelId, name);
        return told(interaction, json.command(interaction, command, options, focused));
    }

    /** A right click on a message, and one of the commands for messages. */
    public SimulatedInteraction commandOn(Author user, SimulatedMessage message, String name) {
        var command = usable(user, MESSAGE, name);
        var interaction = begin(SimulatedInteraction.Kind.MESSAGE_COMMAND, user, message.channelId(), name);
        return told(interaction, json.commandOn(interaction, command, message));
    }

    private JsonNode usable(Author user, int type, String name) {
        var shown = (type == CHAT_INPUT ? "/" : "") + name;
        var command = commands()
                .filter(known -> known.path("type").asInt(CHAT_INPUT) == type)
                .filter(known -> known.path("name").asString("").equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No command " + shown + " is registered"));
        if (!mayUse(user, command)) {
            throw new IllegalArgumentException(user.name() + " may not use " + shown);
        }
        return command;
    }

    /** By the permissions that the command was registered with; the server's own settings are not simulated. */
    public boolean mayUse(Author user, JsonNode command) {
        var needed = command.path("default_member_permissions").asString("");
        if (needed.isEmpty()) {
            return true;
        }
        long has = guild.permissions().of(user);
        long all = Long.parseLong(needed);
        return user.equals(guild.owner()) || all != 0 && (has & all) == all;
    }

    /**
     * @param button the custom id or the label of one of the message's buttons
     * @throws IllegalArgumentException if the message has no such button, or it is disabled
     */
    public SimulatedInteraction press(Author user, SimulatedMessage message, String button) {
        var customId = Buttons.customId(message.body().components(), button);
        var interaction = begin(SimulatedInteraction.Kind.BUTTON, user, message.channelId(), customId)
                .on(message);
        return told(interaction, json.press(interaction, message));
    }

    /**
     * @param menu the custom id of one of the message's menus
     * @param values of the options that are chosen now, in place of what was chosen before
     * @throws IllegalArgumentException if the message has no such menu, or it does not take these
     */
    public SimulatedInteraction select(Author user, SimulatedMessage message, String menu, List<String> values) {
        SelectMenus.check(SelectMenus.in(message.body().components(), menu), values);
        var interaction = begin(SimulatedInteraction.Kind.SELECT, user, message.channelId(), menu)
                .on(message);
        return told(interaction, json.select(interaction, message, values));
    }

    /**
     * @param asked was answered with a modal
     * @param values by the inputs' custom ids; of a menu, the value of the option that was chosen
     * @throws IllegalArgumentException if there is no modal, or a value does not fit its input
     */
    public SimulatedInteraction submit(SimulatedInteraction asked, Map<String, String> values) {
        var modal = asked.modal()
                .orElseThrow(() -> new IllegalArgumentException("/" + asked.name() + " has not opened a modal"));
        ModalInputs.check(modal, values);
        var customId = modal.path("custom_id").asString("");
        var interaction = begin(SimulatedInteraction.Kind.MODAL, asked.user(), asked.channelId(), customId);
        return told(interaction, json.submit(interaction, modal, values));
    }

    private SimulatedInteraction begin(SimulatedInteraction.Kind kind, Author user, String channelId, String name) {
        var interaction =
                new SimulatedInteraction(guild.nextId(), Tokens.interaction(), kind, user, channelId, name, now());
        synchronized (byId) {
            byId.put(interaction.id(), interaction);
            if (byId.size() > REMEMBERED) {
                byId.remove(byId.keySet().iterator().next());
            }
        }
        return interaction;
    }

    private SimulatedInteraction told(SimulatedInteraction interaction, ObjectNode data) {
        applications.forEach(application -> application.accept(data));
        return interaction;
    }

    public Optional<SimulatedInteraction> withId(String id) {
        synchronized (byId) {
            return Optional.ofNullable(byId.get(id));
        }
    }

    /** The one with this token; empty if there is none or the token is too old. */
    Optional<SimulatedInteraction> withToken(String token) {
        synchronized (byId) {
            return byId.values().stream()
                    .filter(interaction -> interaction.token().equals(token))
                    .filter(interaction -> interaction.ageNanos(now()) < TOKEN_LIFE.toNanos())
                    .findFirst();
        }
    }

    /** What this message answers, if it is the first answer to something. */
    public Optional<SimulatedInteraction> answeredBy(String messageId) {
        synchronized (byId) {
            return Optional.ofNullable(byReply.get(messageId));
        }
    }

    void changed(SimulatedInteraction interaction) {
        interaction.reply().ifPresent(reply -> {
            synchronized (byId) {
                byReply.putIfAbsent(reply.id(), interaction);
                if (byReply.size() > REMEMBERED) {
                    byReply.remove(byReply.keySet().iterator().next());
                }
            }
        });
        watchers.forEach(watcher -> watcher.accept(interaction));
    }

    long now() {
        return clock.nanos().getAsLong();
    }
}
