package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.DiscordJson;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.Replies;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The application's answers to interactions. The callback is under no limit; what follows is a webhook of its own, with
 * the application's id and the interaction's token.
 */
final class InteractionRoutes {

    private static final int PONG = 1;
    private static final int MESSAGE = 4;
    private static final int DEFERRED_MESSAGE = 5;
    private static final int DEFERRED_UPDATE = 6;
    private static final int UPDATE = 7;
    private static final int CHOICES = 8;
    private static final int MODAL = 9;
    private static final int EPHEMERAL = 1 << 6;

    private final String answers;
    private final DiscordJson json;
    private final Replies replies;

    InteractionRoutes(Guild guild, DiscordJson json, Replies replies) {
        this.answers = "/webhooks/" + guild.applicationId() + "/{token}";
        this.json = json;
        this.replies = replies;
    }

    List<Route> routes() {
        var message = answers + "/messages/{message}";
        return List.of(
                Route.exempt("POST", "/interactions/{interaction}/{token}/callback", Access.ANYBODY, this::callback),
                Route.interaction("POST", answers, Limits.WEBHOOK_POST, this::followUp),
                Route.interaction("GET", message, Limits.MESSAGE_READ, request -> answer(find(request))),
                Route.interaction("PATCH", message, Limits.WEBHOOK_EDIT, this::edit),
                Route.interaction("DELETE", message, Limits.WEBHOOK_DELETE, this::delete));
    }

    private Answer callback(ApiRequest request) {
        var interaction = replies.awaiting(request.parameter("interaction"), request.parameter("token"))
                .orElseThrow(DiscordError::unknownInteraction);
        var form = request.body();
        int type = form.path("type").asInt(0);
        var first = prepared(interaction, type, form.path("data"));
        if (!replies.acknowledge(interaction)) {
            throw DiscordError.alreadyAcknowledged();
        }
        var message = first.carryOut();
        return request.flag("with_response") ? told(interaction, performed(type), message) : Answer.noContent();
    }

    /** A checked answer; nothing has happened yet. */
    private interface First {
        @Nullable
        SimulatedMessage carryOut();
    }

    private First prepared(SimulatedInteraction interaction, int type, JsonNode data) {
        requireFitting(interaction, type);
        return switch (type) {
            case PONG -> () -> null;
            case CHOICES -> {
                var choices = CommandForm.checkedChoices(data);
                yield () -> {
                    replies.offerChoices(interaction, choices);
                    return null;
                };
            }
            case MESSAGE -> {
                var body = new MessageForm(data).create();
                yield () -> replies.reply(interaction, body);
            }
            case DEFERRED_MESSAGE ->
                () -> replies.defer(interaction, data.path("flags").asInt(0) & EPHEMERAL);
            case DEFERRED_UPDATE ->
                () -> {
                    replies.deferUpdate(interaction);
                    return null;
                };
            case UPDATE -> {
                var form = new MessageForm(data);
                yield () -> replies.update(interaction, form::edit).orElse(null);
            }
            case MODAL -> {
                ModalForm.check(data);
                yield () -> {
                    replies.openModal(interaction, data);
                    return null;
                };
            }
            default -> throw wrongType();
        };
    }

    /** Choices answer what somebody types and nothing else; only what stands in a message can change it. */
    private static void requireFitting(SimulatedInteraction interaction, int type) {
        var kind = interaction.kind();
        boolean fits = switch (type) {
            case CHOICES -> kind == SimulatedInteraction.Kind.AUTOCOMPLETE;
            case UPDATE, DEFERRED_UPDATE -> kind.isOnComponent() || kind == SimulatedInteraction.Kind.MODAL;
            case MODAL -> kind != SimulatedInteraction.Kind.MODAL && kind != SimulatedInteraction.Kind.AUTOCOMPLETE;
            default -> kind != SimulatedInteraction.Kind.AUTOCOMPLETE;
        };
        if (!fits) {
            throw wrongType();
        }
    }

    private static DiscordError wrongType() {
        return new FormErrors()
                .add("BASE_TYPE_CHOICES", "Value must be one of {1, 4, 5, 6, 7, 8, 9, 10, 12}.", "type")
                .asError();
    }

    /** What has become of the message: a deferred answer is told as the answer that it will be. */
    private static int performed(int type) {
        return type == DEFERRED_MESSAGE ? MESSAGE : type == DEFERRED_UPDATE ? UPDATE : type;
    }

    private Answer told(SimulatedInteraction interaction, int type, @Nullable SimulatedMessage message) {
        var body = Json.object();
        var about = body.putObject("interaction")
                .put("id", interaction.id())
                .put("type", interaction.kind().number());
        if (message != null) {
            about.put("response_message_id", message.id())
                    .put("response_message_loading", interaction.isThinking())
                    .put("response_message_ephemeral", interaction.isEphemeral());
            body.putObject("resource").put("type", type).set("message", json.message(message));
        }
        return Answer.ok(body);
    }

    private SimulatedInteraction open(ApiRequest request) {
        return replies.open(request.parameter("token")).orElseThrow(DiscordError::invalidWebhookToken);
    }

    private Answer followUp(ApiRequest request) {
        var interaction = open(request);
        var body = new MessageForm(request.body()).create();
        // The first message after "thinking…" takes its place, as on Discord.
        return interaction.isThinking()
                ? answer(replies.edit(interaction, "@original", old -> body))
                : Answer.ok(json.message(replies.followUp(interaction, body)));
    }

    private Optional<SimulatedMessage> find(ApiRequest request) {
        return replies.find(open(request), request.parameter("message"));
    }

    private Answer edit(ApiRequest request) {
        var form = new MessageForm(request.body());
        return answer(replies.edit(open(request), request.parameter("message"), form::edit));
    }

    private Answer answer(Optional<SimulatedMessage> message) {
        return message.map(json::message).map(Answer::ok).orElseThrow(DiscordError::unknownMessage);
    }

    private Answer delete(ApiRequest request) {
        if (!replies.delete(open(request), request.parameter("message"))) {
            throw DiscordError.unknownMessage();
        }
        return Answer.noContent();
    }
}
