package dev.gatewaysync.discord.rest;

import java.net.http.HttpTimeoutException;
import tools.jackson.databind.JsonNode;

/** Failures in words, short and without tokens. */
final class FailureText {
    private static final int LONGEST = 400;

    private FailureText() {}

    static String of(RestRequest request, RestResponse response) {
        StringBuilder text = new StringBuilder(request + " was answered " + response.status());
        if (response.code() != 0) {
            text.append(", code ").append(response.code());
        }
        if (!response.isFromDiscord()) {
            text.append(", not by Discord but by something in front of it");
        }
        String message = response.body().path("message").asString("");
        if (!message.isEmpty()) {
            text.append(": ").append(message);
        }
        JsonNode errors = response.body().path("errors");
        if (errors.isObject()) {
            text.append(' ').append(errors);
        }
        return cut(request.secrets().redact(text.toString()));
    }

    static String of(RestRequest request, Throwable failure, FailureClass failureClass) {
        String reason = failure.getClass() == HttpTimeoutException.class
                ? "no answer in time"
                : failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : " " + failure.getMessage());
        String effect = failureClass == FailureClass.NOT_EXECUTED ? "was not sent" : "may have taken effect";
        return cut(request.secrets().redact(request + " " + effect + ": " + reason));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
