package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.traffic.Traffic;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The guild as JSON for the page. */
final class PageData {

    private static final int MOST_MESSAGES = 200;

    private final JsonMapper json = JsonMapper.builder().build();
    private final Guild guild;
    private final DiscordJson discord;
    private final Traffic traffic;

    PageData(Guild guild, Traffic traffic) {
        this.guild = guild;
        this.discord = new DiscordJson(guild);
        this.traffic = traffic;
    }

    String channels() {
        var body = json.createObjectNode().put("guild", guild.name());
        var channels = body.putArray("channels");
        guild.channels().all().forEach(channel -> channels.add(channel(channel)));
        return body.toString();
    }

    ObjectNode channel(SimulatedChannel channel) {
        return json.valueToTree(channel);
    }

    /** The newest of one channel, oldest first, and all its pins. */
    String messages(String channelId) {
        var body = json.createObjectNode();
        var messages = body.putArray("messages");
        guild.messages().newest(channelId, MOST_MESSAGES).reversed().forEach(message -> messages.add(message(message)));
        var pins = body.putArray("pins");
        guild.messages().pinsOf(channelId).forEach(message -> pins.add(message(message)));
        return body.toString();
    }

    /** The newest of all channels, oldest first, and every pin. */
    String timeline() {
        var body = json.createObjectNode();
        var messages = body.putArray("messages");
        var pins = body.putArray("pins");
        guild.channels().all().stream()
                .flatMap(channel -> guild.messages().pinsOf(channel.id()).stream())
                .forEach(message -> pins.add(message(message)));
        newestOfAll().forEach(message -> messages.add(message(message)));
        return body.toString();
    }

    private List<SimulatedMessage> newestOfAll() {
        return guild.channels().all().stream()
                .flatMap(channel -> guild.messages().newest(channel.id(), MOST_MESSAGES).stream())
                .sorted(Comparator.<SimulatedMessage>comparingLong(message -> Long.parseUnsignedLong(message.id()))
                        .reversed())
                .limit(MOST_MESSAGES)
                .toList()
                .reversed();
    }

    ObjectNode message(SimulatedMessage message) {
        return discord.message(message)
                .put("edits", message.edits())
                .put("avatar_url", message.author().avatarUrl())
                .put("pinged", message.pinged());
    }

    String counters() {
        return json.writeValueAsString(traffic.counters());
    }
}
