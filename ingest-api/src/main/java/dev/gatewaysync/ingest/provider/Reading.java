package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.ingest.webhook.ParsedUpdate;

/** What a provider's delivery says. */
sealed interface Reading {
    /** Something happened. */
    record News(ParsedUpdate update) implements Reading {}

    /** Nothing that anyone wants to know. */
    record NoNews(String why) implements Reading {}
}
