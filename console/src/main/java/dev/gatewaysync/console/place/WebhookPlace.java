package dev.gatewaysync.console.place;

import dev.gatewaysync.console.AlertSettings;
import dev.gatewaysync.crypto.StandardWebhooks;
import dev.gatewaysync.events.EventJson;
import dev.gatewaysync.http.BoundedHttpClient;
import dev.gatewaysync.http.HttpRequests;
import dev.gatewaysync.service.settings.Secret;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anybody's webhook, signed as Standard Webhooks has it; {@code webhook-id} is the same at every try, by which a receiver knows
 * a repeat. 2xx is taken, 410 says never again, {@code Retry-After} is kept. A body has its message as {@code text}, too, which is
 * what chats show.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard Webhooks</a>
 */
final class WebhookPlace implements Place {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final long LONGEST_ANSWER = 64L << 10;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final AlertSettings.Address.Webhook address;
    private final List<Secret> secrets;
    private final String app;
    private final BoundedHttpClient http;
    private final InstantSource clock;

    WebhookPlace(
            AlertSettings.Address.Webhook address,
            List<Secret> secrets,
            String app,
            BoundedHttpClient http,
            InstantSource clock) {
        this.address = address;
        this.secrets = List.copyOf(secrets);
        this.app = app;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String key() {
        return address.key();
    }

    @Override
    public String name() {
        return "webhook of " + address.host();
    }

    @Override
    public boolean knowsRepeats() {
        return true;
    }

    /** Whatever it is asked might be taken for a message. */
    @Override
    public Told check() {
        return new Told.Done();
    }

    @Override
    public Told tell(Notice notice) throws InterruptedException {
        byte[] body = body(notice).toString().getBytes(StandardCharsets.UTF_8);
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String signatures = secrets.stream()
                .map(secret ->
                        StandardWebhooks.signature(StandardWebhooks.key(secret.reveal()), notice.id(), timestamp, body))
                .collect(Collectors.joining(" "));
        HttpRequest request = HttpRequests.to(address.uri())
                .header("Content-Type", "application/json")
                .header("User-Agent", "gateway-sync")
                .header("webhook-id", notice.id())
                .header("webhook-timestamp", timestamp)
                .header("webhook-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            return told(http.send(request, TIMEOUT, LONGEST_ANSWER));
        } catch (HttpTimeoutException e) {
            return Told.Failed.of("no answer within " + TIMEOUT.toSeconds() + " s");
        } catch (IOException e) {
            return Told.Failed.of("it cannot be reached");
        }
    }

    private Told told(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Told.Done();
        }
        Duration wait =
                response.headers().firstValue("Retry-After").map(this::wait).orElse(Duration.ZERO);
        return new Told.Failed(
                "it answers " + status, wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait, status == 410);
    }

    /** Seconds, or a date (RFC 9110); zero for anything else, and for a date that is over. */
    private Duration wait(String retryAfter) {
        if (retryAfter.matches("\\d{1,6}")) {
            return Duration.ofSeconds(Long.parseLong(retryAfter));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter)));
            return until.isNegative() ? Duration.ZERO : until;
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }

    /** Chats read these in a text as a call to everybody in the channel; a space of no width between, and none does. */
    private static String withoutMentions(String text) {
        return text.replaceAll("<(?=[!@#])", "<\u200b").replaceAll("@(?=(?i:all|here|channel|everyone)\\b)", "@\u200b");
    }

    private ObjectNode body(Notice notice) {
        ObjectNode body = EventJson.mapper().createObjectNode();
        body.put("type", notice.kind().wireName())
                .put("timestamp", notice.at().toString())
                .put("text", withoutMentions(NoticeText.of(notice)));
        ObjectNode data = body.putObject("data").put("app", app).put("title", notice.title());
        if (notice.link() != null) {
            data.put("url", notice.link());
        }
        ArrayNode alerts = data.putArray("alerts");
        for (Notice.Item item : notice.items()) {
            ObjectNode alert = alerts.addObject()
                    .put("rule", item.rule())
                    .put("subject", item.subject())
                    .put("urgent", item.urgent())
                    .put("text", item.text())
                    .put("since", item.since().toString())
                    .put("advice", item.advice());
            if (item.endedAt() != null) {
                alert.put("endedAt", item.endedAt().toString());
            }
            if (item.link() != null) {
                alert.put("url", item.link());
            }
        }
        return body;
    }
}
