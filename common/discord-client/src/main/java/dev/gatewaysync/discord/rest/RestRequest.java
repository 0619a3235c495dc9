package dev.gatewaysync.discord.rest;

import dev.gatewaysync.discord.ratelimit.Route;
import dev.gatewaysync.http.HttpRequests;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request as it will be sent. Prints as its route: URI and authorization hold tokens. */
record RestRequest(
        Route route,
        URI uri,
        @Nullable String authorization,
        @Nullable JsonNode body,
        Redactor secrets) {

    HttpRequest toHttpRequest() {
        HttpRequest.Builder request = HttpRequests.to(uri).header("User-Agent", RestSettings.USER_AGENT);
        if (authorization != null) {
            request.header("Authorization", authorization);
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
