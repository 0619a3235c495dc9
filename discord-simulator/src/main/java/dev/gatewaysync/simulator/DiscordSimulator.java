package dev.gatewaysync.simulator;

import dev.gatewaysync.simulator.faults.Faults;
import dev.gatewaysync.simulator.guild.Forum;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.Presence;
import dev.gatewaysync.simulator.guild.ScheduledEvents;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.guild.Tokens;
import dev.gatewaysync.simulator.guild.Webhook;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import dev.gatewaysync.simulator.traffic.RecordedRequest;
import dev.gatewaysync.simulator.traffic.RequestRecorder;
import dev.gatewaysync.simulator.traffic.SimulatorCounters;
import dev.gatewaysync.simulator.trouble.Guide;
import dev.gatewaysync.simulator.trouble.Trouble;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Discord of one's own: REST interface, gateway and rate limits with true headers, and a web page that shows the
 * channels live. It stands in for Discord in tests, demonstrations and load tests; nothing leaves the machine.
 */
public final class DiscordSimulator implements AutoCloseable {

    private final Guild guild;
    private final Faults faults = new Faults();
    private final RequestRecorder requestRecorder = new RequestRecorder();
    private final Interactions interactions;
    private final SimulatorServer server;

    private DiscordSimulator(SimulatorSettings settings) {
        guild = Guild.open(
                settings.guild(), settings.credentials(), settings.clock().wall(), settings.stateFile());
        guild.listen(requestRecorder::on);
        guild.others().listen(other -> other.listen(requestRecorder::on));
        interactions = new Interactions(guild, settings.clock());
        server = new SimulatorServer(settings, guild, interactions, faults, requestRecorder);
    }

    public static DiscordSimulator start(SimulatorSettings settings) {
        return new DiscordSimulator(settings);
    }

    public int port() {
        return server.port();
    }

    public String apiUrl() {
        return webUrl() + "api/v10";
    }

    public String gatewayUrl() {
        return server.gatewayUrl();
    }

    public String webUrl() {
        return server.webUrl();
    }

    public String guildId() {
        return guild.id();
    }

    public String botToken() {
        return guild.credentials().botToken();
    }

    /** Of the first webhook. */
    public String webhookUrl() {
        return url(guild.credentials().webhookId(), guild.credentials().webhookToken());
    }

    private String url(String webhookId, String token) {
        return webUrl() + "api/webhooks/" + webhookId + "/" + token;
    }

    /** Oldest first, as they stand now. */
    public List<SimulatedMessage> messages(String channelName) {
        return List.copyOf(
                guild.messages().in(guild.channels().named(channelName).id()));
    }

    public List<SimulatedChannel> channels() {
        return guild.channels().all();
    }

    /** The last 100,000 REST requests in order of arrival. */
    public List<RecordedRequest> requests() {
        return requestRecorder.requests();
    }

    public SimulatorCounters counters() {
        return requestRecorder.counters();
    }

    public Faults faults() {
        return faults;
    }

    /** @return the id of the new text channel */
    public String addChannel(String name) {
        return guild.channels()
                .add(guild.nextId(), SimulatedChannel.TEXT, name, null, null)
                .id();
    }

    /** A forum; a tag whose name begins with an exclamation mark is for moderators only. */
    public String addForum(String name, boolean tagRequired, String... tags) {
        var forum = guild.channels().add(guild.nextId(), SimulatedChannel.FORUM, name, null, null);
        var known = Stream.of(tags)
                .map(tag -> new Forum.Tag(guild.nextId(), tag.replaceFirst("^!", ""), tag.startsWith("!")))
                .toList();
        guild.channels().update(forum.with(new Forum(tagRequired, known)));
        return forum.id();
    }

    /** The posts of a forum, or the threads of a channel, oldest first. */
    public List<SimulatedChannel> threads(String channelName) {
        return guild.channels().threadsOf(guild.channels().named(channelName).id());
    }

    /** Of a thread, oldest first. */
    public List<SimulatedMessage> messages(SimulatedChannel thread) {
        return List.copyOf(guild.messages().in(thread.id()));
    }

    /** As when it has not been used for long. */
    public void archive(SimulatedChannel thread) {
        guild.archive(thread, true);
    }

    /** With its messages and webhooks. */
    public void removeChannel(String name) {
        guild.removeChannel(guild.channels().named(name));
    }

    /** @return the URL of one more webhook for this channel */
    public String addWebhook(String channelName) {
        var channel = guild.channels().named(channelName);
        var webhook = guild.webhooks().add(new Webhook(guild.nextId(), channel.id(), Tokens.webhook(), guild.name()));
        return url(webhook.id(), webhook.token());
    }

    /**
     * A channel with a webhook whose id and token somebody has already, as in {@code …/webhooks/ID/TOKEN}; nothing changes
     * where that webhook is there.
     */
    public void adoptWebhook(String channelName, String webhookUrl) {
        var parts = webhookUrl.replaceFirst("[?#].*", "").replaceFirst("/$", "").split("/");
        var id = parts[parts.length - 2];
        if (guild.webhooks().withId(id).isEmpty()) {
            ensureChannel(channelName);
            var channel = guild.channels().named(channelName);
            guild.webhooks().add(new Webhook(id, channel.id(), parts[parts.length - 1], channelName));
        }
    }

    /** As when its settings make it an announcement channel, which other servers may follow. */
    public void makeAnnouncement(String channelName) {
        guild.channels().update(guild.channels().named(channelName).asAnnouncement());
    }

    /** A channel of that name, if there is none. */
    public void ensureChannel(String name) {
        if (channels().stream().noneMatch(channel -> channel.name().equals(name))) {
            addChannel(name);
        }
    }

    /** As when somebody deletes it in Discord: from now on it is unknown (10015). */
    public void removeWebhook(String webhookUrl) {
        var parts = webhookUrl.split("/");
        guild.webhooks().remove(parts[parts.length - 2]);
    }

    /** @param code 50001 Missing Access or 50013 Missing Permissions, for everything the bot tries there */
    public void denyChannel(String name, int code) {
        guild.channels().deny(guild.channels().named(name).id(), code);
    }

    public void allowChannel(String name) {
        guild.channels().allow(guild.channels().named(name).id());
    }

    /** The server's owner, who may do everything. */
    public SimulatedPerson owner() {
        return new SimulatedPerson(guild, interactions, guild.owner());
    }

    /** Somebody who may do nothing special. */
    public SimulatedPerson member() {
        return new SimulatedPerson(guild, interactions, guild.member());
    }

    /** One more server where the bot is; the same one where it has been added before. */
    public SimulatedServer addServer(String id, String name) {
        return new SimulatedServer(guild.others().join(id, guild.applicationId(), name), webUrl());
    }

    /** The owner writes something. */
    public SimulatedMessage say(String channelName, String content) {
        return owner().say(channelName, content);
    }

    /** The owner runs a slash command. */
    public SimulatedInteraction slash(String command, Map<String, Object> options) {
        return owner().slash(command, options);
    }

    /** The owner presses a button, named by its label or custom id. */
    public SimulatedInteraction press(SimulatedMessage message, String button) {
        return owner().press(message, button);
    }

    /** Whoever was asked by a modal fills it in; values by the inputs' custom ids. */
    public SimulatedInteraction submit(SimulatedInteraction asked, Map<String, String> values) {
        return interactions.submit(asked, values);
    }

    /** Whether the application has the privileged intent Message Content; at the start it has not, as every new one. */
    public void allowMessageContent(boolean allowed) {
        guild.allowContent(allowed);
    }

    /** Whether the bot's role has the permission Manage Channels. */
    public void allowManagingChannels(boolean allowed) {
        if (allowed) {
            permissions().giveBot(Permission.MANAGE_CHANNELS);
        } else {
            permissions().takeFromBot(Permission.MANAGE_CHANNELS);
        }
    }

    /** The server's events, oldest first, also those that are over. */
    public ScheduledEvents scheduledEvents() {
        return guild.scheduledEvents();
    }

    /** What the list of members shows of the bot. */
    public Presence presence() {
        return guild.presence();
    }

    /** The server's main language, as Discord writes it: {@code de}, {@code en-US}. */
    public void speak(String locale) {
        guild.speak(locale);
    }

    /** Roles, and what single channels change in them; at the start the bot may do everything, but is no administrator. */
    public SimulatedPermissions permissions() {
        return new SimulatedPermissions(guild);
    }

    /** Somebody takes the bot out of the server, or it was never invited. */
    public void removeBot() {
        guild.removeBot();
    }

    /** Somebody invites the bot. */
    public void inviteBot() {
        guild.letBotJoin();
    }

    /** As in an outage at Discord: the gateway says that the server is unavailable, or that it is back. */
    public void tellOutage(boolean begins) {
        guild.tellOutage(begins);
    }

    /** As when another process has logged in with the same token: {@code session_start_limit.remaining} gets less. */
    public void spendSessionStarts(int logins) {
        guild.sessionStarts().spend(logins);
    }

    /** Whether the application has the privileged intent Server Members; at the start it has not. */
    public void allowListingMembers(boolean allowed) {
        guild.allowMembers(allowed);
    }

    /** As when a moderator does it: archived, it can be opened only by who looks after threads. */
    public void lock(SimulatedChannel thread) {
        var current = guild.channels().withId(thread.id()).orElseThrow();
        var state = current.threadState();
        if (state != null) {
            guild.channels().update(current.with(state.locked(true)));
        }
    }

    /** All slash commands that are registered now. */
    public List<String> commands() {
        return interactions
                .commands()
                .map(command -> command.path("name").asString(""))
                .toList();
    }

    /**
     * As when somebody presses “Reset Token” in the developer portal: requests with the token that there was are answered 401, and
     * whoever is connected with it is closed with 4004. {@link #botToken} is the new one.
     */
    public void resetBotToken() {
        guild.resetBotToken();
        server.endGatewaySessions();
    }

    /** The gateway's connections break without a close frame; clients may resume. */
    public void dropGatewayConnections() {
        server.dropGatewayConnections();
    }

    /**
     * From now on the page offers to break things, and a tour of that: for a Discord that somebody plays with.
     *
     * @param more what can be broken beside Discord
     */
    public void offerTroubles(Guide guide, List<Trouble> more) {
        server.troubles().offer(guide, more);
    }

    @Override
    public void close() {
        server.close();
        guild.close();
    }
}
