package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.List;
import java.util.stream.Stream;

/** What the bot does with messages. */
final class MessageRoutes {

    private static final String MESSAGES = "/channels/{channel}/messages";
    private static final String MESSAGE = MESSAGES + "/{message}";

    private final Guild guild;
    private final ChannelAccess access;
    private final DiscordJson json;
    private final OldEdits oldEdits;

    MessageRoutes(Guild guild, DiscordJson json, OldEdits oldEdits) {
        this.guild = guild;
        this.access = new ChannelAccess(guild);
        this.json = json;
        this.oldEdits = oldEdits;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("POST", MESSAGES, Limits.MESSAGE_POST, this::create),
                Route.bot("GET", MESSAGES, Limits.MESSAGE_READ, this::list),
                Route.bot(
                        "GET",
                        MESSAGE,
                        Limits.MESSAGE_READ,
                        request -> Answer.ok(json.message(access.message(request)))),
                Route.bot("PATCH", MESSAGE, Limits.MESSAGE_EDIT, this::edit),
                Route.bot("DELETE", MESSAGE, Limits.MESSAGE_DELETE, this::delete));
    }

    private Answer create(ApiRequest request) {
        var channel = access.textChannel(request);
        var form = new MessageForm(request.body());
        guild.archive(channel, false);
        var draft = new MessageDraft(channel.id(), guild.bot(), null, form.create(), form.nonce(), form.enforceNonce());
        return Answer.ok(json.message(guild.messages().create(draft).message()));
    }

    private Answer list(ApiRequest request) {
        var channel = access.textChannel(request).id();
        int limit = request.limit(50, 100);
        var page = request.id("before")
                .map(id -> guild.messages().before(channel, id, limit))
                .or(() -> request.id("after").map(id -> guild.messages().after(channel, id, limit)))
                .or(() -> request.id("around").map(id -> around(channel, id, limit)))
                .orElseGet(() -> guild.messages().newest(channel, limit));
        var body = Json.array();
        page.forEach(message -> body.add(json.message(message)));
        return Answer.ok(body);
    }

    private List<SimulatedMessage> around(String channel, String id, int limit) {
        var newer = guild.messages().after(channel, id, limit / 2);
        var middle = guild.messages().withId(channel, id).stream().toList();
        var older = guild.messages().before(channel, id, limit - newer.size() - middle.size());
        return Stream.of(newer, middle, older).flatMap(List::stream).toList();
    }

    private Answer edit(ApiRequest request) {
        var old = access.message(request);
        boolean reply = guild.applicationId().equals(old.webhookId());
        if (old.webhookId() != null && !reply || !old.author().id().equals(guild.applicationId())) {
            throw DiscordError.foreignMessage();
        }
        oldEdits.admit(old);
        access.requireOpen(old.channelId());
        var form = new MessageForm(request.body());
        return guild.messages()
                .edit(old.channelId(), old.id(), form::edit)
                .map(json::message)
                .map(Answer::ok)
                .orElseThrow(DiscordError::unknownMessage);
    }

    private Answer delete(ApiRequest request) {
        var message = access.message(request);
        if (!guild.messages().delete(message.channelId(), message.id())) {
            throw DiscordError.unknownMessage();
        }
        return Answer.noContent();
    }
}
