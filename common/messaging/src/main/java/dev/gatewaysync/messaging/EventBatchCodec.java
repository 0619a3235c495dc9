package dev.gatewaysync.messaging;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The form of a message that carries several events: one line of JSON each, and their number in the header
 * {@value MessageHeaders#EVENTS}. JSON as it is written here has no line ends of its own.
 */
final class EventBatchCodec {
    /** Most events of one message: few enough that a consumer which is stopped halfway has little to do again. */
    static final int MAX_EVENTS = 50;

    /** Largest body that several events share, in bytes: about half a frame of AMQP. */
    static final int MAX_BYTES = 64 * 1024;

    private static final byte LINE_END = '\n';

    private EventBatchCodec() {}

    /** The same events in the same order; neighbours that may, share a message. */
    static List<OutboundMessage> merged(List<OutboundMessage> messages) {
        List<OutboundMessage> merged = new ArrayList<>();
        for (int from = 0; from < messages.size(); ) {
            int to = endOfRun(messages, from);
            merged.add(to - from == 1 ? messages.get(from) : OutboundMessage.sharedBy(messages.subList(from, to)));
            from = to;
        }
        return merged;
    }

    private static int endOfRun(List<OutboundMessage> messages, int from) {
        OutboundMessage first = messages.get(from);
        int bytes = first.body().length;
        int to = from + 1;
        while (to < messages.size() && to - from < MAX_EVENTS && first.mayShareWith(messages.get(to))) {
            bytes += messages.get(to).body().length;
            if (bytes > MAX_BYTES) {
                break;
            }
            to++;
        }
        return to;
    }

    /** With the trace of its events, if all have the same; each event names its own as well. */
    static Map<String, Object> headers(List<OutboundMessage> messages) {
        Object trace = messages.getFirst().headers().get(MessageHeaders.TRACEPARENT);
        boolean isOfAll = trace != null
                && messages.stream()
                        .allMatch(each -> trace.equals(each.headers().get(MessageHeaders.TRACEPARENT)));
        return isOfAll
                ? Map.of(MessageHeaders.EVENTS, messages.size(), MessageHeaders.TRACEPARENT, trace)
                : Map.of(MessageHeaders.EVENTS, messages.size());
    }

    static byte[] join(List<byte[]> events) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(
                events.stream().mapToInt(event -> event.length + 1).sum());
        events.forEach(event -> {
            body.writeBytes(event);
            body.write(LINE_END);
        });
        return body.toByteArray();
    }

    /** The lines of a body, in order; what follows the last line end, if anything does, is one more. */
    static List<byte[]> split(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == LINE_END) {
                lines.add(Arrays.copyOfRange(body, start, i));
                start = i + 1;
            }
        }
        if (start < body.length) {
            lines.add(Arrays.copyOfRange(body, start, body.length));
        }
        return lines;
    }
}
