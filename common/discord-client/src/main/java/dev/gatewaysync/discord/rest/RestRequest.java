package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.http.HttpRequests;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request as it will be sent. Prints as its route: URI and authorization hold tokens.
 *
 * @param reason for the server's audit log; Discord takes it percent-encoded, 512 characters of it
 */
record RestRequest(
        Route route,
        URI uri,
        @Nullable String authorization,
        @Nullable JsonNode body,
        Redactor secrets,
        @Nullable String reason) {

    /** One that the audit log says nothing of. */
    RestRequest(Route route, URI uri, @Nullable String authorization, @Nullable JsonNode body, Redactor secrets) {
        this(route, uri, authorization, body, secrets, null);
    }

    HttpRequest toHttpRequest() {
        HttpRequest.Builder request = HttpRequests.to(uri).header("User-Agent", RestSettings.USER_AGENT);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (reason != null) {
            request.header(
                    "X-Audit-Log-Reason",
                    URLEncoder.encode(reason, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        if (body == null) {
            request.method(route.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(route.method(), BodyPublishers.ofString(body.toString()));
        }
        return request.build();
    }

    @Override
    public String toString() {
        return route.toString();
    }
}
