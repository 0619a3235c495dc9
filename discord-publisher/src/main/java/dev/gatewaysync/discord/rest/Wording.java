package dev.gatewaysync.discord.rest;

import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;

/** Failures in words, short and without tokens. */
final class Wording {
    private static final int LONGEST = 400;

    private Wording() {}

    static String of(Call call, Answer answer) {
        StringBuilder text = new StringBuilder(call + " was answered " + answer.status());
        if (answer.code() != 0) {
            text.append(", code ").append(answer.code());
        }
        if (!answer.isFromDiscord()) {
            text.append(", not by Discord but by something in front of it");
        }
        String message = answer.body().path("message").asString("");
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        JsonNode errors = answer.body().path("errors");
        if (errors.isObject()) {
            text.append(' ').append(errors);
        }
        return cut(call.secrets().redact(text.toString()));
    }

    static String of(Call call, Throwable failure, FailureClass failureClass) {
        String reason = failure instanceof TimeoutException
                ? "no answer in time"
                : failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : " " + failure.getMessage());
        String effect = failureClass == FailureClass.NOT_EXECUTED ? "was not sent" : "may have taken effect";
        return cut(call.secrets().redact(call + " " + effect + ": " + reason));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
