package dev.gatewaysync.simulator.rest;

import dev.gatewaysync.simulator.guild.Snowflakes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that has found its route.
 *
 * @param parameters from the path, by the name in the template
 * @param query the first value of each parameter
 * @param encodedReason of the header X-Audit-Log-Reason
 */
record ApiRequest(
        Map<String, String> parameters,
        Map<String, String> query,
        byte[] rawBody,
        @Nullable String encodedReason) {
    private static final int LONGEST_REASON = 512;

    /** Only for names in the route's template. */
    String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("This route has no parameter named " + name);
        }
        return value;
    }

    Optional<String> id(String queryName) {
        var value = query.get(queryName);
        if (value == null) {
            return Optional.empty();
        }
        if (!Snowflakes.isSnowflake(value)) {
            throw new FormErrors()
                    .add("NUMBER_TYPE_COERCE", "Value \"" + value + "\" is not snowflake.", queryName)
                    .asError();
        }
        return Optional.of(value);
    }

    void atMostOne(String... queryNames) {
        if (Stream.of(queryNames).filter(query::containsKey).count() > 1) {
            throw new FormErrors()
                    .add("QUERY_PARAMETERS_EXCLUSIVE", "Only one of them may be passed at a time", queryNames[0])
                    .asError();
        }
    }

    boolean flag(String queryName) {
        return "true".equalsIgnoreCase(query.getOrDefault(queryName, "false"));
    }

    int limit(int standard, int most) {
        var value = query.get("limit");
        if (value == null) {
            return standard;
        }
        int limit = value.matches("\\d{1,4}") ? Integer.parseInt(value) : -1;
        if (limit < 1 || limit > most) {
            throw new FormErrors()
                    .add("NUMBER_TYPE_MAX", "int value should be between 1 and " + most + ".", "limit")
                    .asError();
        }
        return limit;
    }

    /** The end of a page that is cut by time; without one there is none. */
    Instant before() {
        var before = query.get("before");
        try {
            return before == null ? Instant.MAX : OffsetDateTime.parse(before).toInstant();
        } catch (DateTimeException e) {
            throw new FormErrors()
                    .add("DATE_TIME_TYPE_PARSE", "Could not parse " + before + ". Should be ISO8601.", "before")
                    .asError();
        }
    }

    /** The body as an object; an absent body is an empty one. */
    JsonNode body() {
        var body = any();
        if (!body.isObject()) {
            throw DiscordError.invalidJson();
        }
        return body;
    }

    /** For the server's audit log, in characters; empty if none is given. */
    String reason() {
        var reason = encodedReason == null
                ? ""
                : URLDecoder.decode(encodedReason.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (reason.length() > LONGEST_REASON) {
            throw new FormErrors().tooLong(LONGEST_REASON, "X-Audit-Log-Reason").asError();
        }
        return reason;
    }

    JsonNode any() {
        return rawBody.length == 0 ? Json.object() : Json.read(rawBody);
    }

    /** Discord counts by channel, guild, or webhook id with its token, whichever the route has. */
    String major() {
        for (var name : new String[] {"channel", "guild"}) {
            if (parameters.containsKey(name)) {
                return parameter(name);
            }
        }
        return parameters.getOrDefault("webhook", "") + "/" + parameters.getOrDefault("token", "");
    }
}
