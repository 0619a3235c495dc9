package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
                Route.bot("GET", MESSAGE, Limits.MESSAGE_READ, this::one),
                Route.bot("PATCH", MESSAGE, Limits.MESSAGE_EDIT, this::edit),
                Route.bot("DELETE", MESSAGE, Limits.MESSAGE_DELETE, this::delete));
    }

    private Answer create(ApiRequest request) {
        var channel = access.textChannel(request);
        access.requireSending(channel);
        var form = new MessageForm(request.body());
        var body = shown(channel, form.create()).answering(answered(channel, form));
        guild.archive(channel, false);
        var draft = new MessageDraft(channel.id(), guild.bot(), null, body, form.nonce(), form.enforceNonce());
        return Answer.ok(json.message(guild.messages().create(draft).message()));
    }

    /**
     * Answering takes the permission to read what is answered, whether that is there or not.
     *
     * @return the message that is answered; null for none, or where it is gone and that is all the same
     * @see <a href="https://docs.discord.com/developers/resources/message#create-message">Create Message</a>
     */
    private @Nullable String answered(SimulatedChannel channel, MessageForm form) {
        var reference = form.reference();
        if (reference == null) {
            return null;
        }
        if (!access.seesHistory(channel)) {
            throw DiscordError.cannotReply();
        }
        if (guild.messages().withId(channel.id(), reference.messageId()).isPresent()) {
            return reference.messageId();
        }
        if (reference.failIfNotExists()) {
            throw new FormErrors()
                    .add("REPLIES_UNKNOWN_MESSAGE", "Unknown message", "message_reference")
                    .asError();
        }
        return null;
    }

    /**
     * Who may not embed and writes embeds only is refused; beside other content the embeds are left out without a word
     * (discord-api-docs #2601).
     */
    private MessageBody shown(SimulatedChannel channel, MessageBody body) {
        if (body.embeds().isEmpty() || access.may(channel, Permission.EMBED_LINKS)) {
            return body;
        }
        if (body.content().isEmpty()) {
            access.require(channel, Permission.EMBED_LINKS);
        }
        return body.withoutEmbeds();
    }

    private Answer one(ApiRequest request) {
        access.require(access.channel(request), Permission.READ_MESSAGE_HISTORY);
        return Answer.ok(json.message(access.message(request), guild.isContentAllowed()));
    }

    private Answer list(ApiRequest request) {
        var listed = access.textChannel(request);
        int limit = request.limit(50, 100);
        request.atMostOne("before", "after", "around");
        if (!access.seesHistory(listed)) {
            return Answer.ok(Json.array());
        }
        var channel = listed.id();
        var page = request.id("before")
                .map(id -> guild.messages().before(channel, id, limit))
                .or(() -> request.id("after").map(id -> guild.messages().after(channel, id, limit)))
                .or(() -> request.id("around").map(id -> around(channel, id, limit)))
                .orElseGet(() -> guild.messages().newest(channel, limit));
        var body = Json.array();
        page.forEach(message -> body.add(json.message(message, guild.isContentAllowed())));
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
                .edit(old.channelId(), old.id(), body -> stillShown(access.channel(request), form.edit(body)))
                .map(json::message)
                .map(Answer::ok)
                .orElseThrow(DiscordError::unknownMessage);
    }

    /** An edit is never refused for its embeds: they are left out, and what is empty then is (#5648). */
    private MessageBody stillShown(SimulatedChannel channel, MessageBody body) {
        if (body.embeds().isEmpty() || access.may(channel, Permission.EMBED_LINKS)) {
            return body;
        }
        if (body.content().isEmpty() && body.components().isEmpty()) {
            throw DiscordError.emptyMessage();
        }
        return body.withoutEmbeds();
    }

    private Answer delete(ApiRequest request) {
        var message = access.message(request);
        if (!message.author().id().equals(guild.applicationId())) {
            access.require(access.channel(request), Permission.MANAGE_MESSAGES);
        }
        if (!guild.messages().delete(message.channelId(), message.id())) {
            throw DiscordError.unknownMessage();
        }
        return Answer.noContent();
    }
}
