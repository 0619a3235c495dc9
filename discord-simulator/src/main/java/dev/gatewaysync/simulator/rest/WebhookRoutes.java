package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.Permission;
import dev.gatewaysync.simulator.guild.SimulatedChannel;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.guild.ThreadState;
import dev.gatewaysync.simulator.guild.Tokens;
import dev.gatewaysync.simulator.guild.Webhook;
import dev.gatewaysync.simulator.limits.RateLimits;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Webhooks: made by the bot, used by whoever has the token. */
final class WebhookRoutes {

    private static final String OF_CHANNEL = "/channels/{channel}/webhooks";
    private static final String WEBHOOK = "/webhooks/{webhook}/{token}";
    private static final String MESSAGE = WEBHOOK + "/messages/{message}";

    private final Guild guild;
    private final DiscordJson json;
    private final RateLimits limits;
    private final OldEdits oldEdits;

    WebhookRoutes(Guild guild, DiscordJson json, RateLimits limits, OldEdits oldEdits) {
        this.guild = guild;
        this.json = json;
        this.limits = limits;
        this.oldEdits = oldEdits;
    }

    List<Route> routes() {
        return List.of(
                Route.bot("GET", OF_CHANNEL, Limits.READ, this::ofChannel),
                Route.bot("POST", OF_CHANNEL, Limits.WRITE, this::make),
                Route.bot(
                        "GET", "/webhooks/{webhook}", Limits.READ, request -> Answer.ok(json.webhook(named(request)))),
                Route.webhook("GET", WEBHOOK, Limits.READ, request -> Answer.ok(json.webhook(opened(request)))),
                Route.webhook("POST", WEBHOOK, Limits.WEBHOOK_POST, this::post),
                Route.webhook("DELETE", WEBHOOK, Limits.WRITE, this::remove),
                Route.webhook("GET", MESSAGE, Limits.MESSAGE_READ, request -> Answer.ok(json.read(message(request)))),
                Route.webhook("PATCH", MESSAGE, Limits.WEBHOOK_EDIT, this::edit),
                Route.webhook("DELETE", MESSAGE, Limits.WEBHOOK_DELETE, this::delete));
    }

    private Webhook named(ApiRequest request) {
        return guild.webhooks().withId(request.parameter("webhook")).orElseThrow(DiscordError::unknownWebhook);
    }

    private Webhook opened(ApiRequest request) {
        var webhook = named(request);
        if (!webhook.token().equals(request.parameter("token"))) {
            throw DiscordError.invalidWebhookToken();
        }
        return webhook;
    }

    private Answer ofChannel(ApiRequest request) {
        var body = Json.array();
        guild.webhooks().of(managed(request).id()).forEach(webhook -> body.add(json.webhook(webhook)));
        return Answer.ok(body);
    }

    private SimulatedChannel managed(ApiRequest request) {
        var access = new ChannelAccess(guild);
        var channel = access.channel(request);
        access.require(channel, Permission.MANAGE_WEBHOOKS);
        return channel;
    }

    private Answer make(ApiRequest request) {
        var channel = managed(request);
        var name = new MessageForm(Json.object().set("username", request.body().path("name"))).username("");
        if (name.isEmpty()) {
            throw new FormErrors().missing("name").asError();
        }
        var webhook = guild.webhooks().add(new Webhook(guild.nextId(), channel.id(), Tokens.webhook(), name, true));
        return Answer.ok(json.webhook(webhook));
    }

    private Answer remove(ApiRequest request) {
        guild.webhooks().remove(opened(request).id());
        return Answer.noContent();
    }

    private Answer post(ApiRequest request) {
        var webhook = opened(request);
        var threadId = request.id("thread_id");
        var thread = new PostForm(request.body());
        var channel = guild.channels().withId(webhook.channelId()).orElseThrow(DiscordError::unknownChannel);
        if (thread.isNamed() && threadId.isPresent()) {
            throw DiscordError.threadNameAndId();
        }
        if (thread.isNamed() && !channel.isForum()) {
            throw DiscordError.threadNameOutsideForum();
        }
        if (channel.isForum() && !thread.isNamed() && threadId.isEmpty()) {
            throw DiscordError.forumNeedsThread();
        }
        limits.admitWebhookPost(webhook.channelId());
        var form = form(request, webhook);
        var author = new Author(webhook.id(), form.username(webhook.name()), true, form.avatarUrl());
        var message = thread.isNamed()
                ? open(channel, thread, author, webhook, form)
                : write(threadId.map(id -> thread(webhook, id)).orElse(channel), author, webhook, form);
        return request.flag("wait") ? Answer.ok(json.message(message)) : Answer.noContent();
    }

    /**
     * Components of a webhook that a person has made count only when they are asked for, and nobody can press any of
     * them.
     */
    private static MessageForm form(ApiRequest request, Webhook webhook) {
        var body = request.body();
        if (webhook.ofApplication()
                || !(body instanceof ObjectNode form)
                || !form.path("components").isArray()) {
            return new MessageForm(body);
        }
        if (!request.flag("with_components")) {
            return new MessageForm(withoutComponents(form));
        }
        if (ComponentForm.isInteractive(form.path("components"))) {
            throw new FormErrors()
                    .add(
                            "WEBHOOK_COMPONENTS_NOT_ALLOWED",
                            "Only webhooks of an application may send interactive components",
                            "components")
                    .asError();
        }
        return new MessageForm(form);
    }

    private static ObjectNode withoutComponents(ObjectNode form) {
        var rest = form.deepCopy();
        rest.remove("components");
        return rest;
    }

    private SimulatedMessage write(SimulatedChannel channel, Author author, Webhook webhook, MessageForm form) {
        var state = channel.threadState();
        if (state != null && state.archived() && state.locked()) {
            throw DiscordError.threadArchived();
        }
        guild.archive(channel, false);
        return guild.messages()
                .create(draft(channel.id(), author, webhook, form))
                .message();
    }

    private SimulatedMessage open(
            SimulatedChannel forum, PostForm thread, Author author, Webhook webhook, MessageForm form) {
        var id = guild.nextId();
        var tags = thread.tagsOf(forum);
        new ChannelAccess(guild).requireRoomForThread();
        guild.openThread(
                id,
                forum,
                thread.name(),
                webhook.id(),
                tags,
                ThreadState.ONE_WEEK_IN_MINUTES,
                draft(id, author, webhook, form));
        return guild.messages().withId(id, id).orElseThrow();
    }

    /** Webhooks know no nonce: whatever the form says, posting twice makes two messages. */
    private static MessageDraft draft(String channelId, Author author, Webhook webhook, MessageForm form) {
        return new MessageDraft(channelId, author, webhook.id(), form.create(), null, false);
    }

    private SimulatedChannel thread(Webhook webhook, String threadId) {
        return guild.channels()
                .withId(threadId)
                .filter(thread -> thread.isThread() && webhook.channelId().equals(thread.parentId()))
                .map(guild::current)
                .orElseThrow(DiscordError::unknownChannel);
    }

    private SimulatedMessage message(ApiRequest request) {
        var webhook = opened(request);
        return guild.messages()
                .withId(
                        request.id("thread_id")
                                .map(id -> thread(webhook, id).id())
                                .orElse(webhook.channelId()),
                        request.parameter("message"))
                .filter(message -> webhook.id().equals(message.webhookId()))
                .orElseThrow(DiscordError::unknownMessage);
    }

    private Answer edit(ApiRequest request) {
        var old = message(request);
        oldEdits.admit(old);
        new ChannelAccess(guild).requireOpen(old.channelId());
        var form = form(request, opened(request));
        return guild.messages()
                .edit(old.channelId(), old.id(), form::edit)
                .map(json::message)
                .map(Answer::ok)
                .orElseThrow(DiscordError::unknownMessage);
    }

    private Answer delete(ApiRequest request) {
        var message = message(request);
        guild.messages().delete(message.channelId(), message.id());
        return Answer.noContent();
    }
}
