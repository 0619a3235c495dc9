package dev.gatewaysync.discord.send;

import dev.gatewaysync.discord.outbox.EditInDoubt;
import dev.gatewaysync.discord.outbox.EditTable;
import dev.gatewaysync.discord.rest.DiscordFailure;
import dev.gatewaysync.discord.rest.DiscordRest;
import dev.gatewaysync.discord.rest.FailureClass;
import dev.gatewaysync.discord.rest.RestResult;
import dev.gatewaysync.discord.rest.ThreadRest;
import dev.gatewaysync.discord.rest.WebhookAddress;
import dev.gatewaysync.discord.route.ChannelDirectory;
import dev.gatewaysync.discord.route.Destination;
import dev.gatewaysync.discord.route.DiscordCredentials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Edits messages of ours, and remembers those of which an edit may come late: Discord may carry one out seconds after it has answered that
 * it failed. Every edit of a message goes through here.
 */
@Component
public final class MessageEdits {
    /** Discord's codes. */
    private static final int UNKNOWN_CHANNEL = 10003;

    private static final int IS_ARCHIVED = 50083;

    private final DiscordRest rest;
    private final ThreadRest threads;
    private final ChannelDirectory directory;
    private final EditTable table;
    private final DeliveryTimings timings;
    private final boolean hasBot;
    private final MessageTurns turns = new MessageTurns();

    public MessageEdits(
            DiscordRest rest,
            ChannelDirectory directory,
            EditTable table,
            DeliveryTimings timings,
            DiscordCredentials credentials) {
        this.rest = rest;
        this.threads = new ThreadRest(rest);
        this.directory = directory;
        this.table = table;
        this.timings = timings;
        this.hasBot = credentials.bot() != null;
    }

    /** What is done with a message in doubt. */
    @FunctionalInterface
    public interface Look {
        void at(EditInDoubt edit) throws InterruptedException;
    }

    /** @param target for which the message stands there */
    public RestResult edit(String target, Destination.Channel assigned, String messageId, ObjectNode body)
            throws InterruptedException {
        Destination.Channel to = directory.upToDate(assigned);
        return turns.take(messageId, () -> {
            String asked = body.toString();
            table.asked(target, to, messageId, asked, timings.untilLateEdit(0));
            RestResult result = ask(to, messageId, body);
            remember(messageId, asked, result);
            return result;
        });
    }

    private RestResult ask(Destination.Channel to, String messageId, ObjectNode body) throws InterruptedException {
        RestResult result = askNow(to, messageId, body);
        if (hasBot
                && isRefused(result, IS_ARCHIVED)
                && threads.reopen(to.holder(messageId)) instanceof RestResult.Done) {
            result = askNow(to, messageId, body);
        }
        return to.forum() != null && isRefused(result, UNKNOWN_CHANNEL) ? lost((RestResult.Refused) result) : result;
    }

    private RestResult askNow(Destination.Channel to, String messageId, ObjectNode body) throws InterruptedException {
        WebhookAddress webhook = to.webhook();
        return webhook == null
                ? rest.editMessage(to.holder(messageId), messageId, body)
                : rest.editWebhookMessage(webhook, messageId, body, thread(to, webhook, messageId));
    }

    private void remember(String messageId, String asked, RestResult result) {
        switch (result) {
            case RestResult.Done done -> table.made(messageId, asked, ShownMessage.of(done.body()));
            case RestResult.Refused refused -> {
                switch (refused.failure().failureClass()) {
                    case AMBIGUOUS -> table.unclear(messageId, asked, timings.untilLateEdit(0));
                    case EDIT_TARGET_LOST, TARGET_DEAD -> table.forget(messageId);
                    case CREDENTIAL, PERMISSION, UNAVAILABLE, POISON, SLOW_DOWN, BLOCKED, NOT_EXECUTED ->
                        table.notMade(messageId, asked);
                }
            }
        }
    }

    /** Has a look at a message whose time for that has come, unless somebody edits it right now; nobody does meanwhile. */
    public void whileNobodyEdits(String messageId, Look look) throws InterruptedException {
        turns.takeIfFree(messageId, () -> {
            Optional<EditInDoubt> edit = table.due(messageId);
            if (edit.isPresent()) {
                look.at(edit.get());
            }
            return edit;
        });
    }

    /** The message as it stands in Discord: asked by whoever sent it, who alone is shown all of it. */
    public RestResult get(Destination.Channel assigned, String messageId) throws InterruptedException {
        Destination.Channel in = directory.upToDate(assigned);
        WebhookAddress webhook = in.webhook();
        RestResult result = webhook == null
                ? rest.getMessage(in.holder(messageId), messageId)
                : rest.getWebhookMessage(webhook, messageId, thread(in, webhook, messageId));
        return in.forum() != null && isRefused(result, UNKNOWN_CHANNEL) ? lost((RestResult.Refused) result) : result;
    }

    /** Whether the message still shows what it did after its last edit. */
    public boolean isAsLeft(EditInDoubt edit, JsonNode message) {
        return ShownMessage.isSame(edit.shown(), message);
    }

    /** The thread in which a message of the webhook stands; null if that is the channel itself. */
    private static @Nullable String thread(Destination.Channel to, WebhookAddress webhook, String messageId) {
        return to.forum() == null ? webhook.threadId() : messageId;
    }

    static boolean isRefused(RestResult result, int code) {
        return result instanceof RestResult.Refused refused && refused.failure().code() == code;
    }

    /** Of the post, not of the forum. */
    private static RestResult lost(RestResult.Refused refused) {
        DiscordFailure failure = refused.failure();
        return new RestResult.Refused(
                new DiscordFailure(
                        FailureClass.EDIT_TARGET_LOST,
                        failure.status(),
                        failure.code(),
                        failure.retryAfter(),
                        failure.message()),
                refused.exchange());
    }
}
