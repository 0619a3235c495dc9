package dev.gatewaysync.discord.ratelimit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** At most {@code requests} in any span of {@code window}. */
public record Quota(int requests, Duration window) {
    private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,8})(ms|s|m|h)?");

    public Quota {
        if (requests < 1 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "A quota needs at least one request and a positive window, not " + requests + "/" + window);
        }
    }

    /**
     * Reads {@code 30/60s}; {@code off} is empty. A window without a unit is in milliseconds.
     *
     * @throws IllegalArgumentException with the problem and an example, without the variable's name
     */
    public static Optional<Quota> parse(String text) {
        String trimmed = text.trim();
        if (trimmed.equalsIgnoreCase("off")) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(trimmed);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + trimmed + "\" is no quota, for example 30/60s, or off");
        }
        long amount = Long.parseLong(matcher.group(2));
        Duration window = switch (matcher.group(3) == null ? "ms" : matcher.group(3)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofMillis(amount);
        };
        return Optional.of(new Quota(Integer.parseInt(matcher.group(1)), window));
    }
}
