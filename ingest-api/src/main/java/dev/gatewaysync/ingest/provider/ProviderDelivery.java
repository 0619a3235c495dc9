package dev.gatewaysync.ingest.provider;

import dev.gatewaysync.ingest.webhook.ParsedUpdate;
import java.util.Optional;

/** What a provider's delivery says. */
sealed interface ProviderDelivery {
    /**
     * Something happened.
     *
     * @param subject what it happened to, as the signed body says it: the same for every delivery that tells of it, whatever
     *     that delivery is called. Empty if the body does not say
     * @param key what the provider calls this delivery at every try; empty if it did not say. A header is not signed
     * @param rule of the preset that made it
     */
    record News(ParsedUpdate update, Optional<String> subject, Optional<String> key, String rule)
            implements ProviderDelivery {}

    /** Nothing that anyone wants to know. */
    record NoNews(String why) implements ProviderDelivery {}
}
