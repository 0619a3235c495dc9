package dev.gatewaysync.simulator.web;

import dev.gatewaysync.simulator.guild.Author;
import dev.gatewaysync.simulator.guild.Guild;
import dev.gatewaysync.simulator.guild.MessageBody;
import dev.gatewaysync.simulator.guild.MessageDraft;
import dev.gatewaysync.simulator.guild.SimulatedMessage;
import dev.gatewaysync.simulator.interaction.Interactions;
import dev.gatewaysync.simulator.interaction.SimulatedInteraction;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do on the page. Only JSON is taken: another site's page can send a form here, but no JSON without being
 * asked for permission, which nobody gives.
 */
final class PageActions {

    private static final int LONGEST = 4000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Guild guild;
    private final Interactions interactions;
    private final Executor executor;

    PageActions(Guild guild, Interactions interactions, Executor executor) {
        this.guild = guild;
        this.interactions = interactions;
        this.executor = executor;
    }

    HttpHandler handler(Function<JsonNode, ObjectNode> action) {
        return exchange -> {
            var type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
            if (!exchange.getRequestMethod().equalToString("POST")) {
                refuse(exchange, 405, "Only POST is answered here");
            } else if (type == null || !type.startsWith("application/json")) {
                refuse(exchange, 415, "Only application/json is taken");
            } else {
                exchange.getRequestReceiver()
                        .receiveFullBytes((received, body) ->
                                received.dispatch(executor, (HttpHandler) ready -> carryOut(ready, body, action)));
            }
        };
    }

    private static void carryOut(HttpServerExchange exchange, byte[] body, Function<JsonNode, ObjectNode> action) {
        try {
            send(exchange, 200, action.apply(JSON.readTree(body)));
        } catch (IllegalArgumentException | JacksonException e) {
            refuse(exchange, 400, String.valueOf(e.getMessage()));
        }
    }

    /** {@code {channel, person, content}} */
    ObjectNode say(JsonNode form) {
        var content = form.path("content").asString("").strip();
        if (content.isEmpty() || content.length() > LONGEST) {
            throw new IllegalArgumentException("A message has 1 to " + LONGEST + " characters");
        }
        var nothing = JsonNodeFactory.instance;
        var body = new MessageBody(content, nothing.arrayNode(), nothing.arrayNode(), 0, null, null);
        var draft = new MessageDraft(channel(form), person(form), null, body, null, false);
        return id(guild.messages().create(draft).message().id());
    }

    /** A command, a press or a filled-in form, by {@code kind}. */
    ObjectNode interact(JsonNode form) {
        return id(begun(form).id());
    }

    private SimulatedInteraction begun(JsonNode form) {
        return switch (form.path("kind").asString("")) {
            case "command" ->
                interactions.command(
                        person(form), channel(form), form.path("name").asString(""), options(form));
            case "autocomplete" ->
                interactions.autocomplete(
                        person(form),
                        channel(form),
                        form.path("name").asString(""),
                        options(form),
                        form.path("focused").asString(""));
            case "message" ->
                interactions.commandOn(
                        person(form), message(form), form.path("name").asString(""));
            case "select" ->
                interactions.select(
                        person(form),
                        message(form),
                        form.path("custom_id").asString(""),
                        form.path("chosen")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList());
            case "button" ->
                interactions.press(
                        person(form), message(form), form.path("custom_id").asString(""));
            case "modal" ->
                interactions.submit(
                        interactions
                                .withId(form.path("interaction").asString(""))
                                .orElseThrow(() -> new IllegalArgumentException("This form is gone")),
                        values(form));
            default ->
                throw new IllegalArgumentException("kind is command, autocomplete, message, button, select or modal");
        };
    }

    private Author person(JsonNode form) {
        var id = form.path("person").asString("");
        return guild.people().stream()
                .filter(person -> !person.bot() && person.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such person"));
    }

    private String channel(JsonNode form) {
        return guild.channels()
                .withId(form.path("channel").asString(""))
                .filter(channel -> channel.holdsMessages())
                .orElseThrow(() -> new IllegalArgumentException("There is no such channel"))
                .id();
    }

    private SimulatedMessage message(JsonNode form) {
        var id = form.path("message").asString("");
        return guild.messages()
                .withId(channel(form), id)
                // An answer that only one person sees stands in no channel.
                .or(() -> interactions.answeredBy(id).flatMap(SimulatedInteraction::reply))
                .orElseThrow(() -> new IllegalArgumentException("This message is gone"));
    }

    private static Map<String, Object> options(JsonNode form) {
        var options = new HashMap<String, Object>();
        form.path("options").properties().forEach(option -> {
            var value = option.getValue();
            options.put(
                    option.getKey(),
                    value.isIntegralNumber()
                            ? value.asLong()
                            : value.isBoolean() ? value.asBoolean() : value.asString());
        });
        return options;
    }

    private static Map<String, String> values(JsonNode form) {
        var values = new HashMap<String, String>();
        form.path("values")
                .properties()
                .forEach(value -> values.put(value.getKey(), value.getValue().asString("")));
        return values;
    }

    private static ObjectNode id(String id) {
        return JsonNodeFactory.instance.objectNode().put("id", id);
    }

    private static void refuse(HttpServerExchange exchange, int status, String message) {
        send(exchange, status, JsonNodeFactory.instance.objectNode().put("message", message));
    }

    private static void send(HttpServerExchange exchange, int status, ObjectNode body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseSender().send(body.toString());
    }
}
