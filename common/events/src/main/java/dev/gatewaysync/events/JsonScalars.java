package dev.gatewaysync.events;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads single JSON values as what they say, whatever kind their writer made of them: spreadsheets, YAML and forms turn
 * the name {@code 2048} into a number, and the count {@code 594} into a text.
 */
public final class JsonScalars {
    /** The largest integer that every JSON reader keeps exact (RFC 8259, section 6). */
    static final BigDecimal MAX_WHOLE_NUMBER = BigDecimal.valueOf(9007199254740991L);

    /** A number of more digits than this is written with an exponent, so that {@code 1e999999999} stays short. */
    private static final int MAX_DIGITS = 64;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]{1,64}(?:\\.0{1,64})?");

    private JsonScalars() {}

    /**
     * A text as it is, space around it included; a number as its digits, those behind the point as they were written
     * ({@code 1.10} stays {@code 1.10} if the mapper keeps it so, as {@link EventJson}'s do); {@code true} and {@code
     * false}. Empty for null, what is absent, objects and arrays.
     */
    public static Optional<String> text(@Nullable JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node.isString()) {
            return Optional.of(node.asString());
        }
        if (node.isNumber()) {
            return Optional.of(digits(node));
        }
        return node.isBoolean() ? Optional.of(Boolean.toString(node.booleanValue())) : Optional.empty();
    }

    /**
     * The whole number that a number or a text is, without regard to its size: {@code 594}, {@code "594"}, {@code
     * 594.0}. Empty for anything else, also for {@code "1,512"}, which is read differently in different countries.
     */
    public static Optional<BigDecimal> wholeNumber(@Nullable JsonNode node) {
        if (node == null) {
            return Optional.empty();
        }
        if (node.isString()) {
            String text = node.asString().strip();
            return WHOLE_NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
        }
        return node.isNumber() ? Optional.of(node.decimalValue()).filter(JsonScalars::isWhole) : Optional.empty();
    }

    /** {@link #wholeNumber} where it is at least 0 and every JSON reader keeps it exact. */
    public static Optional<Long> count(@Nullable JsonNode node) {
        return wholeNumber(node)
                .filter(number -> number.signum() >= 0 && number.compareTo(MAX_WHOLE_NUMBER) <= 0)
                .map(BigDecimal::longValueExact);
    }

    private static String digits(JsonNode node) {
        BigDecimal number = node.decimalValue();
        boolean isShort = Math.abs((long) number.precision() - number.scale()) <= MAX_DIGITS
                && number.scale() <= MAX_DIGITS
                && number.precision() <= MAX_DIGITS;
        return isShort ? number.toPlainString() : number.toString();
    }

    /** Without making the digits of a huge number. */
    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0
                || number.signum() == 0
                || number.stripTrailingZeros().scale() <= 0;
    }
}
