package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.ThreadState;
import dev.gatewaysync.simulator.limits.RateLimits;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Channels: their list, and making, changing and deleting one. */
final class ChannelRoutes {

    private static final String OF_GUILD = "/guilds/{guild}/channels";
    private static final String CHANNEL = "/channels/{channel}";
    private static final int MOST_NAME = 100;
    private static final int MOST_TOPIC = 1024;
    /** Categories count too. */
    private static final int MOST_CHANNELS = 500;

    private final Guild guild;
    private final ChannelAccess access;
    private final DiscordJson json;
    private final RateLimits limits;

    ChannelRoutes(Guild guild, DiscordJson json, RateLimits limits) {
        this.limits = limits;
        this.guild = guild;
        this.access = new ChannelAccess(guild);
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("GET", OF_GUILD, Limits.READ, this::list),
                Route.bot("POST", OF_GUILD, Limits.WRITE, this::make),
                Route.bot("GET", CHANNEL, Limits.READ, request -> Answer.ok(json.channel(access.channel(request)))),
                Route.bot("PATCH", CHANNEL, Limits.WRITE, this::change),
                Route.bot("DELETE", CHANNEL, Limits.WRITE, this::remove));
    }

    private Answer list(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        return Answer.ok(json.channels());
    }

    /** Nothing tells a second request for the same channel from a wish for two: both are made. */
    private Answer make(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        access.require(Permission.MANAGE_CHANNELS);
        var form = request.body();
        var errors = new FormErrors();
        int type = form.path("type").asInt(SimulatedChannel.TEXT);
        var name = written(Trimmed.of(form.path("name").asString("")), type);
        checkName(name, errors);
        if (errors.any()) {
            throw errors.asError();
        }
        if (guild.channels().listed().size() >= MOST_CHANNELS) {
            throw DiscordError.tooManyChannels();
        }
        var parent = form.path("parent_id").asString("");
        var topic = form.path("topic").asString("");
        var channel = guild.channels()
                .add(guild.nextId(), type, name, parent.isEmpty() ? null : parent, topic.isEmpty() ? null : topic);
        return Answer.of(201, json.channel(channel));
    }

    /** Names of text channels and forums are in lower case and have no spaces. */
    private static String written(String name, int type) {
        return type == SimulatedChannel.CATEGORY
                ? name
                : name.toLowerCase(Locale.ROOT).replaceAll("\\s+", "-");
    }

    private Answer change(ApiRequest request) {
        var old = access.channel(request);
        var form = request.body();
        var thread = old.threadState();
        if (thread == null) {
            access.require(old, Permission.MANAGE_CHANNELS);
        } else {
            requireThread(old, thread, form);
        }
        if (form.has("name") || form.has("topic")) {
            limits.admit(Limits.CHANNEL_NAME, "PATCH " + CHANNEL + " name or topic", old.id());
        }
        var errors = new FormErrors();
        var name = Trimmed.of(form.path("name").asString(old.name()));
        checkName(name, errors);
        var topic = form.has("topic") ? form.path("topic").asString("") : old.topic();
        if (topic != null && topic.length() > MOST_TOPIC) {
            errors.tooLong(MOST_TOPIC, "topic");
        }
        if (errors.any()) {
            throw errors.asError();
        }
        var changed = old.renamed(name, topic);
        guild.channels().update(changed);
        var state = changed.threadState();
        if (state != null && form.has("locked")) {
            changed = changed.with(state.locked(form.path("locked").asBoolean(false)));
            guild.channels().update(changed);
        }
        if (form.has("archived")) {
            changed = guild.archive(changed, form.path("archived").asBoolean(false));
        }
        return Answer.ok(json.channel(changed));
    }

    /**
     * Opening a thread takes being in it, which who has made it is; anything else, and any change of a locked one, takes
     * looking after threads. Of the two pages that say so, this is the stricter.
     *
     * @see <a href="https://docs.discord.com/developers/topics/threads#editing-deleting-threads">Editing threads</a>
     */
    private void requireThread(SimulatedChannel channel, ThreadState thread, JsonNode form) {
        boolean own = thread.ownerId().equals(guild.bot().id());
        boolean member = own
                || guild.messages().in(channel.id()).stream()
                        .anyMatch(message -> message.author().equals(guild.bot()));
        boolean opens = form.has("archived") && !form.path("archived").asBoolean(true) && form.size() == 1;
        boolean free = opens && member && !thread.locked() || own && !form.has("locked") && !thread.locked();
        if (!free) {
            access.require(channel, Permission.MANAGE_THREADS);
        }
        if (thread.archived() && form.path("archived").asBoolean(true)) {
            throw DiscordError.threadArchived();
        }
    }

    static void checkName(String name, FormErrors errors) {
        if (name.isEmpty() || name.length() > MOST_NAME) {
            errors.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and " + MOST_NAME + " in length.", "name");
        }
    }

    private Answer remove(ApiRequest request) {
        var channel = access.channel(request);
        access.require(channel, channel.isThread() ? Permission.MANAGE_THREADS : Permission.MANAGE_CHANNELS);
        guild.removeChannel(channel);
        return Answer.ok(json.channel(channel));
    }
}
