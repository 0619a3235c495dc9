package dev.gatewaysync.console.card;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a card's text.
 *
 * @param kind text, bold, code, link or time
 * @param href of a link, http or https
 */
public record Span(String kind, String text, @Nullable String href) {
    static Span of(String kind, String text) {
        return new Span(kind, text, null);
    }
}
