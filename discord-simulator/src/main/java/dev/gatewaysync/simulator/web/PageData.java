package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Messages;
import dev.gatewaysync.simulator.guild.Presence;
import dev.gatewaysync.simulator.guild.ScheduledEvent;
import dev.gatewaysync.simulator.guild.ScheduledEventJson;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The guild as JSON for the page. */
final class PageData {

    private static final int MOST_MESSAGES = 200;
    private static final int AFTER_ALL = 1_000;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;
    private final DiscordJson discord;
    private final Interactions interactions;
    private final RequestRecorder requestRecorder;

    PageData(Guild guild, Interactions interactions, RequestRecorder requestRecorder) {
        this.guild = guild;
        this.interactions = interactions;
        this.discord = new DiscordJson(guild);
        this.requestRecorder = requestRecorder;
    }

    String channels() {
        var body = json.createObjectNode().put("guild", guild.name());
        body.set("presence", presence(guild.presence()));
        var channels = body.putArray("channels");
        guild.channels().all().forEach(channel -> channels.add(channel(channel)));
        guild.others().all().forEach(other -> addServer(channels, other));
        var people = body.putArray("people");
        people().forEach(person -> people.addObject().put("id", person.id()).put("name", person.name()));
        return body.toString();
    }

    /** Listed under its name, after the first server's channels. */
    private void addServer(ArrayNode channels, Guild other) {
        channels.add(channel(new SimulatedChannel(
                other.id(), SimulatedChannel.CATEGORY, other.name(), null, AFTER_ALL, null, null, null)));
        other.channels().all().forEach(channel -> channels.add(channel(channel)));
    }

    /** Of the first server: those that are not over, the next one first. */
    String serverEvents() {
        var body = json.createArrayNode();
        guild.scheduledEvents().open().stream()
                .sorted(Comparator.comparing(ScheduledEvent::start))
                .forEach(event -> body.add(ScheduledEventJson.of(guild, event)));
        return body.toString();
    }

    ObjectNode presence(Presence presence) {
        return json.createObjectNode().put("status", presence.status()).put("text", presence.text());
    }

    List<Author> people() {
        return guild.people().stream().filter(person -> !person.bot()).toList();
    }

    /** The registered commands, each with the ids of those who may use it. */
    String commands() {
        var body = json.createArrayNode();
        interactions.commands().forEach(command -> {
            var shown = body.addObject()
                    .put("name", command.path("name").asString(""))
                    .put("type", command.path("type").asInt(1))
                    .put("description", command.path("description").asString(""));
            shown.set("options", command.path("options"));
            var users = shown.putArray("users");
            people().stream()
                    .filter(person -> interactions.mayUse(person, command))
                    .forEach(person -> users.add(person.id()));
        });
        return body.toString();
    }

    ObjectNode interaction(SimulatedInteraction interaction) {
        var body = used(interaction)
                .put("id", interaction.id())
                .put("channel_id", interaction.channelId())
                .put("acknowledged", interaction.acknowledgedAfter().isPresent());
        interaction.choices().ifPresent(choices -> body.set("choices", choices));
        interaction.modal().ifPresent(modal -> body.set("modal", modal));
        interaction.reply().ifPresent(reply -> body.set("reply", message(reply)));
        return body;
    }

    private ObjectNode used(SimulatedInteraction interaction) {
        return json.createObjectNode()
                .put("kind", interaction.kind().name().toLowerCase(Locale.ROOT))
                .put("name", interaction.name())
                .put("user", interaction.user().name());
    }

    ObjectNode channel(SimulatedChannel channel) {
        ObjectNode shown = json.valueToTree(channel);
        if (channel.parentId() == null) {
            guild.others().withChannel(channel.id()).ifPresent(other -> shown.put("parentId", other.id()));
        }
        return shown;
    }

    private Stream<Guild> servers() {
        return Stream.concat(Stream.of(guild), guild.others().all().stream());
    }

    private Messages messagesIn(SimulatedChannel channel) {
        return guild.others().withChannel(channel.id()).orElse(guild).messages();
    }

    private Stream<SimulatedChannel> allChannels() {
        return servers().flatMap(server -> server.channels().all().stream());
    }

    /** The newest of one channel and its threads, oldest first, and all its pins. */
    String messages(String channelId) {
        return messagesOf(allChannels()
                .filter(channel ->
                        channel.id().equals(channelId) || channel.isThread() && channelId.equals(channel.parentId()))
                .toList());
    }

    /** The newest of all channels, oldest first, and every pin. */
    String timeline() {
        return messagesOf(allChannels().toList());
    }

    private String messagesOf(List<SimulatedChannel> channels) {
        var body = json.createObjectNode();
        var messages = body.putArray("messages");
        var pins = body.putArray("pins");
        channels.stream()
                .flatMap(channel -> messagesIn(channel).pinsOf(channel.id()).stream())
                .forEach(message -> pins.add(message(message)));
        newestOf(channels).forEach(message -> messages.add(message(message)));
        return body.toString();
    }

    private List<SimulatedMessage> newestOf(List<SimulatedChannel> channels) {
        return channels.stream()
                .flatMap(channel -> messagesIn(channel).newest(channel.id(), MOST_MESSAGES).stream())
                .sorted(Comparator.<SimulatedMessage>comparingLong(message -> Long.parseUnsignedLong(message.id()))
                        .reversed())
                .limit(MOST_MESSAGES)
                .toList()
                .reversed();
    }

    ObjectNode message(SimulatedMessage message) {
        var node = discord.message(message);
        interactions
                .answeredBy(message.id())
                .filter(interaction -> interaction.kind() == SimulatedInteraction.Kind.COMMAND
                        || interaction.kind() == SimulatedInteraction.Kind.MESSAGE_COMMAND)
                .ifPresent(interaction -> node.set("used", used(interaction)));
        var hidden = node.putArray("hidden_embeds");
        message.hiddenEmbeds().forEach(hidden::add);
        return node.put("edits", message.edits())
                .put("avatar_url", message.author().avatarUrl())
                .put("pinged", message.pinged());
    }

    String counters() {
        return json.writeValueAsString(requestRecorder.counters());
    }
}
