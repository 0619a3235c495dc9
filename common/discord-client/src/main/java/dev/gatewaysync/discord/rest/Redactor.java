package dev.gatewaysync.discord.rest;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Takes tokens out of texts: those known by value, and whatever stands where a webhook URL has its token. */
final class Redactor {
    private static final String REDACTED = "<redacted>";
    private static final Pattern WEBHOOK_TOKEN = Pattern.compile("(/webhooks/\\d+/)[^/?#\\s\"']+");
    private static final Pattern BOT_TOKEN = Pattern.compile("\\b(Bot|Bearer) [\\w.\\-]+");

    private final List<String> values;

    Redactor(Collection<String> values) {
        this.values = values.stream().filter(value -> !value.isEmpty()).toList();
    }

    String redact(String text) {
        String redacted = text;
        for (String value : values) {
            redacted = redacted.replace(value, REDACTED);
        }
        redacted = WEBHOOK_TOKEN.matcher(redacted).replaceAll("$1" + REDACTED);
        return BOT_TOKEN.matcher(redacted).replaceAll("$1 " + REDACTED);
    }
}
