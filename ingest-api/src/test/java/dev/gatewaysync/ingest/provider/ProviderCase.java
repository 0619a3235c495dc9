package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.events.BuiltInType;
import dev.gatewaysync.events.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A delivery, and what must come of it.
 *
 * @param sample below {@code every-field}
 * @param event what the provider's header says, if it has one
 * @param with what is special about it: {@code /pointer=JSON} for a field, {@code -/pointer} for its absence, several with
 *     spaces between
 * @param news null if it is none
 */
record ProviderCase(
        String provider,
        String sample,
        @Nullable String event,
        String with,
        @Nullable BuiltInType news) {
    static Provider named(String provider) {
        return switch (provider) {
            case "netlify" -> new Netlify();
            case "vercel" -> new Vercel();
            default -> new GitHub();
        };
    }

    static ObjectNode sample(String name) {
        try (InputStream in = ProviderCase.class.getResourceAsStream("every-field/" + name + ".json")) {
            return (ObjectNode) EventJson.mapper().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProviderDelivery reading() {
        ObjectNode payload = sample(sample);
        for (String edit : with.isEmpty() ? new String[0] : with.split(" (?=-?/)")) {
            boolean isAbsent = edit.startsWith("-");
            String pointer = isAbsent ? edit.substring(1) : edit.substring(0, edit.indexOf('='));
            JsonNode value = isAbsent ? null : EventJson.mapper().readTree(edit.substring(edit.indexOf('=') + 1));
            set(payload, pointer, value);
        }
        return read(provider, event, payload);
    }

    static ProviderDelivery read(String provider, @Nullable String event, ObjectNode payload) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        if (event != null) {
            request.addHeader(provider.equals("github") ? "X-GitHub-Event" : "X-Netlify-Event", event);
        }
        return named(provider).read(request, payload);
    }

    /** @param value null takes the field away */
    static void set(ObjectNode payload, String pointer, @Nullable JsonNode value) {
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) payload.at(pointer.substring(0, last));
        if (value == null) {
            parent.remove(pointer.substring(last + 1));
        } else {
            parent.set(pointer.substring(last + 1), value);
        }
    }

    /** For people. */
    static String told(ProviderDelivery delivery) {
        return switch (delivery) {
            case ProviderDelivery.NoNews none -> "no news: " + none.why();
            case ProviderDelivery.News news -> "`" + news.update().type() + "`";
        };
    }
}
