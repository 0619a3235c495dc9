package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Threads of channels, and posts of forums, which are threads too. */
final class ThreadRoutes {

    private static final String THREADS = "/channels/{channel}/threads";
    private static final String BELOW = "/channels/{channel}/messages/{message}/threads";

    private final Guild guild;
    private final ChannelAccess access;
    private final DiscordJson json;

    ThreadRoutes(Guild guild, DiscordJson json) {
        this.guild = guild;
        this.access = new ChannelAccess(guild);
        this.json = json;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("POST", THREADS, Limits.THREAD_POST, this::open),
                Route.bot("POST", BELOW, Limits.THREAD_POST, this::below),
                Route.bot("GET", "/guilds/{guild}/threads/active", Limits.READ, this::active),
                Route.bot("GET", THREADS + "/archived/public", Limits.READ, this::archived));
    }

    /** No nonce guards a forum's post: asking twice makes two. */
    private Answer open(ApiRequest request) {
        var parent = access.channel(request);
        access.require(parent, parent.isForum() ? Permission.SEND_MESSAGES : Permission.CREATE_PUBLIC_THREADS);
        var form = new PostForm(request.body());
        access.requireRoomForThread();
        var id = guild.nextId();
        if (!parent.isForum()) {
            if (!parent.isText()) {
                throw DiscordError.notATextChannel();
            }
            return Answer.of(
                    201,
                    json.channel(guild.openThread(
                            id, parent, form.name(), guild.bot().id(), List.of(), form.autoArchiveMinutes(), null)));
        }
        var body = new MessageForm(request.body().path("message")).create();
        var draft = new MessageDraft(id, guild.bot(), null, body, null, false);
        var thread = guild.openThread(
                id, parent, form.name(), guild.bot().id(), form.tagsOf(parent), form.autoArchiveMinutes(), draft);
        var answer = json.channel(thread);
        answer.set("message", json.message(guild.messages().withId(id, id).orElseThrow()));
        return Answer.of(201, answer);
    }

    /** Below a message, whose id it has; each message has one at most. */
    private Answer below(ApiRequest request) {
        var parent = access.channel(request);
        var message = access.message(request);
        if (!parent.isText()) {
            throw DiscordError.wrongTypeOfChannel();
        }
        access.require(parent, Permission.CREATE_PUBLIC_THREADS);
        var form = new PostForm(request.body());
        var title = form.name();
        if (guild.channels().withId(message.id()).isPresent()) {
            throw DiscordError.threadThere();
        }
        access.requireRoomForThread();
        return Answer.of(
                201,
                json.channel(guild.openThread(
                        message.id(), parent, title, guild.bot().id(), List.of(), form.autoArchiveMinutes(), null)));
    }

    private Answer active(ApiRequest request) {
        GuildRoutes.requireGuild(guild, request);
        var body = Json.object();
        body.set("threads", json.activeThreads());
        body.putArray("members");
        body.put("has_more", false);
        return Answer.ok(body);
    }

    /** The last archived first. */
    private Answer archived(ApiRequest request) {
        var parent = access.channel(request);
        access.require(parent, Permission.READ_MESSAGE_HISTORY);
        int limit = request.limit(50, 100);
        var before = request.before();
        var found = guild.channels().threadsOf(parent.id()).stream()
                .map(guild::current)
                .filter(thread -> thread.isArchived() && archivedAt(thread).isBefore(before))
                .sorted(Comparator.comparing(ThreadRoutes::archivedAt).reversed())
                .toList();
        ObjectNode body = Json.object();
        var threads = body.putArray("threads");
        found.stream().limit(limit).forEach(thread -> threads.add(json.channel(thread)));
        body.putArray("members");
        body.put("has_more", found.size() > limit);
        return Answer.ok(body);
    }

    private static Instant archivedAt(SimulatedChannel thread) {
        return Objects.requireNonNull(thread.threadState()).archivedAt();
    }
}
