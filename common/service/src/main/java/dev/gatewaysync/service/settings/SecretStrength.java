package dev.gatewaysync.service.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which secrets protect nothing. */
public final class SecretStrength {
    private static final int MIN_LENGTH = 16;
    private static final Pattern PLACEHOLDER =
            Pattern.compile("your[-_. ].*(secret|key|token|here).*|.*change[-_. ]?(me|this|it).*|.*placeholder.*|<.*>"
                    + "|.*replace[-_. ]?(me|this|with).*|(my[-_. ])?(super[-_. ])?(webhook[-_. ])?(secret|token)([-_. ]key)?"
                    + "|(?<same>.)\\k<same>*");

    private SecretStrength() {}

    /** Why {@code value} must not be used, in words that do not repeat it. */
    public static Optional<String> weakness(String value) {
        if (isPlaceholder(value)) {
            return Optional.of("is a placeholder that everyone knows");
        }
        return value.length() < MIN_LENGTH
                ? Optional.of("must have at least " + MIN_LENGTH + " characters")
                : Optional.empty();
    }

    /** What examples show, and what is one character again and again. */
    public static boolean isPlaceholder(String value) {
        return PLACEHOLDER.matcher(value.toLowerCase(Locale.ROOT)).matches();
    }
}
