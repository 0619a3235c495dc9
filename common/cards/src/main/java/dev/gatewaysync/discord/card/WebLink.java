package dev.gatewaysync.discord.card;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A web address that Discord accepts in the fields meant for one; everything else is shown as text. */
final class WebLink {
    private static final int LONGEST = 2048;

    private WebLink() {}

    static Optional<String> of(@Nullable String text) {
        String clean = UserText.clean(text);
        if (clean.isEmpty() || clean.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(clean);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            // Discord refuses hosts without a dot, such as localhost.
            if (!scheme.matches("https?")
                    || uri.getHost() == null
                    || !uri.getHost().matches("[^.]+(\\.[^.]+)+\\.?")) {
                return Optional.empty();
            }
            String ascii = scheme + uri.toASCIIString().substring(scheme.length());
            return ascii.length() > LONGEST ? Optional.empty() : Optional.of(ascii);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** {@code [text](address)}, or the text alone when there is no address that could be linked. */
    static String masked(String text, int mostText, @Nullable String url) {
        String shown = UserText.escapedLine(text, mostText);
        return of(url).filter(link -> link.length() <= 400)
                .map(link -> "[" + shown + "](" + link.replace("(", "%28").replace(")", "%29") + ")")
                .orElse(shown);
    }
}
