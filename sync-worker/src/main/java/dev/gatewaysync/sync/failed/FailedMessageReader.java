package dev.gatewaysync.sync.failed;

import dev.gatewaysync.config.GatewayConfig;
import dev.gatewaysync.config.PlainTitle;
import dev.gatewaysync.crypto.Sha256;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.events.MalformedEventException;
import dev.gatewaysync.events.TextSanitizer;
import dev.gatewaysync.messaging.MessageHeaders;
import dev.gatewaysync.messaging.Topology;
import dev.gatewaysync.storage.operator.FailedMessageTable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a message of the queue of failed ones, which may be anything, as it is archived. */
final class FailedMessageReader {
    static final String BODY_ENCODING = "gateway-body-encoding";
    private static final int LONGEST_TITLE = 300;

    private FailedMessageReader() {}

    /** @param now taken for the times that the message does not tell */
    static FailedMessageTable.Row of(Message message, GatewayConfig config, long now) {
        Map<String, Object> headers = message.getMessageProperties().getHeaders();
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> kept.put(name, clean(String.valueOf(value))));
        String text = text(message.getBody());
        if (text == null) {
            kept.put(BODY_ENCODING, "base64");
        }
        JsonNode event = event(text);
        String messageId = message.getMessageProperties().getMessageId();
        String queue = queue(headers);
        String key = messageId == null || messageId.equals("unknown") ? Sha256.hex(message.getBody()) : messageId;
        String target = kept.get(MessageHeaders.TARGET);
        return new FailedMessageTable.Row(
                FailedMessageTable.id(queue, key, target),
                field(event, "id", messageId),
                field(event, "type", null),
                queue,
                target,
                title(message.getBody(), config),
                header(headers, MessageHeaders.ERROR_CLASS, "poison"),
                header(headers, MessageHeaders.ERROR, "The broker gave up delivering it"),
                (int) number(headers, MessageHeaders.ATTEMPTS, 1),
                number(headers, MessageHeaders.FIRST_FAILED_AT, now),
                number(headers, MessageHeaders.LAST_FAILED_AT, now),
                EventJson.mapper().writeValueAsString(kept),
                text == null ? Base64.getEncoder().encodeToString(message.getBody()) : text);
    }

    /** Nothing but what any database takes: for a message that could not be stored as it is. */
    static FailedMessageTable.Row ofBytes(Message message, long now, Throwable why) {
        String sum = Sha256.hex(message.getBody());
        String queue = queue(message.getMessageProperties().getHeaders());
        return new FailedMessageTable.Row(
                sum.substring(0, 20),
                null,
                null,
                Topology.WORK_QUEUES.contains(queue) ? queue : "unknown",
                null,
                null,
                "permanent",
                "It failed, and could not be kept as it was: " + clean(String.valueOf(why.getMessage())),
                1,
                now,
                now,
                EventJson.mapper().writeValueAsString(Map.of(BODY_ENCODING, "base64")),
                Base64.getEncoder().encodeToString(message.getBody()));
    }

    /** A message without our own header came from the broker's net, which notes the queue in its own. */
    private static String queue(Map<String, Object> headers) {
        String own = header(headers, MessageHeaders.ORIGINAL_QUEUE, "");
        if (!own.isEmpty()) {
            return own;
        }
        if (headers.get("x-death") instanceof List<?> deaths
                && !deaths.isEmpty()
                && deaths.get(0) instanceof Map<?, ?> death) {
            return clean(String.valueOf(death.get("queue")));
        }
        return header(headers, "x-first-death-queue", "unknown");
    }

    private static String header(Map<String, Object> headers, String name, String otherwise) {
        Object value = headers.get(name);
        return value == null ? otherwise : clean(value.toString());
    }

    private static long number(Map<String, Object> headers, String name, long otherwise) {
        return headers.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    private static JsonNode event(@Nullable String body) {
        try {
            return body == null
                    ? EventJson.mapper().nullNode()
                    : EventJson.mapper().readTree(body);
        } catch (JacksonException e) {
            return EventJson.mapper().nullNode();
        }
    }

    private static @Nullable String field(JsonNode event, String name, @Nullable String otherwise) {
        JsonNode value = event.path(name);
        String text = value.isString() ? value.stringValue() : otherwise;
        return text == null ? null : clean(text);
    }

    /** As it stands, or would stand, in the history. */
    private static @Nullable String title(byte[] body, GatewayConfig config) {
        try {
            String title = TextSanitizer.storable(PlainTitle.of(EventJson.fromBytes(body), config));
            return title.length() <= LONGEST_TITLE
                    ? title
                    : TextSanitizer.storable(title.substring(0, LONGEST_TITLE)) + "…";
        } catch (MalformedEventException e) {
            return null;
        }
    }

    private static @Nullable String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.indexOf('\0') < 0 ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** PostgreSQL stores no NUL. */
    private static String clean(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
